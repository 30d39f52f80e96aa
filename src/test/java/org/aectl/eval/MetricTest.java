package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.aectl.model.objective.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    @ParameterizedTest
    @EnumSource
    void theDocumentOfMeasuresSaysWhatItIs(Metric metric) throws IOException {
        assertThat(Files.readString(Path.of("docs/measures.md"))).containsPattern("\\b" + metric.key() + "\\b");
    }

    @Test
    void noTwoHaveOneName() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::title)).doesNotHaveDuplicates();
        for (Metric metric : Metric.values()) {
            assertThat(Metric.of(metric.key())).contains(metric);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Losses.RECONSTRUCTION,
                Losses.KL,
                Losses.SPARSITY,
                Losses.L2,
                Losses.CROSS_ENTROPY,
                Losses.ACCURACY
            })
    void everyPartOfALossHasATitle(String part) {
        assertThat(Metric.of(part)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed", "elboSamples", "nllSamples", "klPerUnit"})
    void whatSaysHowOthersWereMeasuredIsNone(String setting) {
        assertThat(Metric.of(setting)).isEmpty();
    }
}
