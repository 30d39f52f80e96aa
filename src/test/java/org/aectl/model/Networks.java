package org.aectl.model;

import java.util.List;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NetworkConfig.Conv.Padding;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.ScheduleConfig;
import org.aectl.config.TrainingConfig;
import org.jspecify.annotations.Nullable;

/** Configs for tests of this package. */
final class Networks {
    private Networks() {}

    static NetworkConfig dense(Activation activation, boolean batchNormalization, Integer... layers) {
        return new NetworkConfig.Dense(List.of(layers), activation, batchNormalization);
    }

    static NetworkConfig conv(int kernel, int stride, Padding padding, Integer... filters) {
        return new NetworkConfig.Conv(
                List.of(filters), List.of(kernel), List.of(stride), padding, List.of(), Activation.RELU, false);
    }

    /** A mirrored autoencoder with squared error. */
    static ModelConfig autoencoder(NetworkConfig encoder, int latent) {
        return autoencoder(encoder, latent, ModelConfig.Reconstruction.GAUSSIAN);
    }

    static ModelConfig autoencoder(NetworkConfig encoder, int latent, ModelConfig.Reconstruction likelihood) {
        return new ModelConfig(
                ModelConfig.Family.AE,
                latent,
                encoder,
                null,
                Activation.IDENTITY,
                false,
                likelihood,
                null,
                List.of(),
                null);
    }

    static TrainingConfig training() {
        return training(new OptimizerConfig.Adam(0.001, 0.9, 0.999, 1e-8), 0, null);
    }

    static TrainingConfig training(OptimizerConfig optimizer, double l2, TrainingConfig.@Nullable GradientClip clip) {
        return new TrainingConfig(
                1,
                4,
                optimizer,
                new ScheduleConfig.Constant(),
                0,
                l2,
                clip,
                null,
                new TrainingConfig.Checkpoints(1, 10, 1),
                TrainingConfig.OnDivergence.STOP,
                null);
    }
}
