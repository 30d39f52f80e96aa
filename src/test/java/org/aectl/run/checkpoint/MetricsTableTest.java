package org.aectl.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aectl.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTableTest {
    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        List<String> names = List.of("training.loss", "training.l2", "validation.loss");
        Path path = folder.resolve("metrics.csv");
        MetricsFile file = MetricsFile.create(path, true, names);
        file.append(1, "pretraining 1/2", 0.1, Map.of("training.loss", 1.0 / 3));
        file.append(2, "training", 1e-4, Map.of("training.loss", 2e-300, "training.l2", 0.0, "validation.loss", -7.25));

        MetricsTable table = MetricsTable.parse(file.text(), "metrics.csv");

        assertThat(table.names()).isEqualTo(names);
        assertThat(table.rows())
                .containsExactly(
                        new MetricsTable.Row(1, "pretraining 1/2", 0.1, Map.of("training.loss", 1.0 / 3)),
                        new MetricsTable.Row(
                                2,
                                "training",
                                1e-4,
                                Map.of("training.loss", 2e-300, "training.l2", 0.0, "validation.loss", -7.25)));
        assertThat(table.stages().keySet()).containsExactly("pretraining 1/2", "training");
        assertThat(Files.readString(path)).isEqualTo(file.text());
    }

    @Test
    void withoutAStageItIsTheWholeTraining() {
        MetricsTable table = MetricsTable.parse("epoch,learningRate,training.loss\n1,0.1,NaN\n", "metrics.csv");

        assertThat(table.rows().get(0).stage()).isEqualTo(MetricsTable.WHOLE);
        assertThat(table.rows().get(0).metrics().get("training.loss")).isNaN();
    }

    @Test
    void aLineThatIsBeingWrittenIsLeftOut() {
        assertThat(MetricsTable.parse("epoch,learningRate,training.loss\n1,0.1,5.5\n2,0.", "metrics.csv")
                        .rows())
                .extracting(MetricsTable.Row::epoch)
                .containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b\\n|metrics.csv:1: no metrics of aectl: expected columns epoch and learningRate, was a,b",
                "epoch,learningRate\\n1\\n|metrics.csv:2: expected 2 values, as the header names, was 1",
                "epoch,learningRate\\n1,0.1\\n2,slow\\n|metrics.csv:3: expected a number, was slow",
                "epoch,learningRate\\n,0.1\\n|metrics.csv:2: expected an epoch and its learning rate, was ,0.1"
            })
    void otherTextIsRefused(String text, String problem) {
        assertThatThrownBy(() -> MetricsTable.parse(text.replace("\\n", "\n"), "metrics.csv"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(problem);
    }
}
