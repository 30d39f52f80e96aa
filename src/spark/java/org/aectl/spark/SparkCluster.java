package org.aectl.spark;

import org.aectl.task.InferenceEngine;
import org.aectl.task.cluster.Cluster;
import org.aectl.task.train.Engine;
import org.jspecify.annotations.Nullable;

/** What the rest of the program sees of this package. */
public final class SparkCluster implements Cluster {
    @Override
    public Engine training(@Nullable String master) {
        return new ClusterEngine(master);
    }

    @Override
    public InferenceEngine inference(@Nullable String master) {
        return request -> new ClusterInference(master, request);
    }
}
