package org.aectl.spark.train;

import java.io.Serializable;
import java.util.UUID;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.aectl.spark.load.ShardLayout;

/**
 * What every task of a training must know; sent to each machine once.
 *
 * @param id of this training, by which a machine finds the networks it has built for it
 * @param config as text
 * @param scaling as JSON
 * @param range of the scaled training data
 */
public record TrainingSpec(String id, String config, ShardLayout layout, String scaling, ValueRange range)
        implements Serializable {

    public static TrainingSpec of(ExperimentConfig config, ShardLayout layout, Scaling scaling, ValueRange range) {
        return new TrainingSpec(
                UUID.randomUUID().toString(), ConfigWriter.toYaml(config), layout, scaling.toJson(), range);
    }

    ExperimentConfig experiment() {
        return ConfigLoader.parse(config, "the driver's config");
    }
}
