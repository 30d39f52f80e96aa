package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decides the initial weights. */
class SeedTest {
    private static float[] weights(long seed) {
        ExperimentConfig config = ConfigLoader.parse(
                "{ name: seeds, data: { type: swiss-roll }, model: { type: ae, latent: 2, encoder: { layers: [5] } } }",
                "seeds");
        try (Autoencoder autoencoder = Models.create(config.model(), config.training(), 3, seed)) {
            return autoencoder.parameters();
        }
    }

    /** ND4J by itself takes 0 for the time of day. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void theSameSeedGivesTheSameWeights(long seed) {
        assertThat(weights(seed)).isEqualTo(weights(seed));
    }

    @Test
    void anotherSeedGivesOthers() {
        assertThat(weights(0)).isNotEqualTo(weights(1));
    }
}
