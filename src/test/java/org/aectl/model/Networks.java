package org.aectl.model;

import java.util.List;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NetworkConfig.Conv.Padding;

/** Configs for tests of this package. */
public final class Networks {
    private Networks() {}

    public static NetworkConfig dense(Activation activation, boolean batchNormalization, Integer... layers) {
        return new NetworkConfig.Dense(List.of(layers), activation, batchNormalization);
    }

    public static NetworkConfig conv(int kernel, int stride, Padding padding, Integer... filters) {
        return new NetworkConfig.Conv(
                List.of(filters), List.of(kernel), List.of(stride), padding, List.of(), Activation.RELU, false);
    }

    /** A mirrored autoencoder with squared error. */
    public static ModelConfig autoencoder(NetworkConfig encoder, int latent) {
        return autoencoder(encoder, latent, LikelihoodKind.GAUSSIAN);
    }

    public static ModelConfig autoencoder(NetworkConfig encoder, int latent, LikelihoodKind likelihood) {
        return Models.plain(
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
}
