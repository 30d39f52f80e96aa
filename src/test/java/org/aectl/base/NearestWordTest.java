package org.aectl.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
    private static final List<String> KEYS = List.of("latent", "encoder", "decoder", "batchSize", "l2");

    @ParameterizedTest
    @CsvSource({
        "latnet, latent",
        "latents, latent",
        "Latent, latent",
        "encodr, encoder",
        "batch_size, batchSize",
        "batch-size, batchSize",
        "l1, l2"
    })
    void findsTheKeyThatWasMeant(String typed, String meant) {
        assertThat(NearestWord.of(typed, KEYS)).contains(meant);
    }

    @Test
    void findsNothingForAnotherWord() {
        assertThat(NearestWord.of("device", KEYS)).isEmpty();
        assertThat(NearestWord.of("", KEYS)).isEmpty();
        assertThat(NearestWord.of("x".repeat(1000), KEYS)).isEmpty();
        // Names of columns may be as long; comparing these would take gigabytes.
        assertThat(NearestWord.of("x".repeat(50_000), List.of("x".repeat(50_001))))
                .isEmpty();
    }

    @Test
    void countsASwapOfNeighboursOnce() {
        assertThat(NearestWord.distance("latnet", "latent")).isEqualTo(1);
        assertThat(NearestWord.distance("", "abc")).isEqualTo(3);
        assertThat(NearestWord.distance("kitten", "sitting")).isEqualTo(3);
    }
}
