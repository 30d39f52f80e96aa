package org.aectl.task.cluster;

import org.aectl.task.InferenceEngine;
import org.aectl.task.train.Engine;
import org.jspecify.annotations.Nullable;

/** What computes on other machines. The program finds it as a service, because its libraries are no part of the default build. */
public interface Cluster {
    /**
     * Trains.
     *
     * @param master address of the cluster; null for the one that its own settings name
     */
    Engine training(@Nullable String master);

    /** Uses trained models; the arguments are as above. */
    InferenceEngine inference(@Nullable String master);
}
