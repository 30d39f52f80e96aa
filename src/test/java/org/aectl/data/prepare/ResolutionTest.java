package org.aectl.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.Warnings;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolutionTest {
    private static final Columns NAMES = new Columns(List.of("t", "x"), List.of("t", "x"), null, null);

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        Warnings.begin(told::add);
    }

    @AfterEach
    void listenNoMore() {
        Warnings.begin(warning -> {});
    }

    @Test
    void aColumnOfSmallDifferencesFarFromZeroIsNamed() {
        // Neighbours of 1,000,000 are 0.0625 away.
        Examples coarse = TestExamples.of(new float[] {1e6f, 1}, new float[] {1e6f + 255 * 0.0625f, 2});
        Examples fine = TestExamples.of(new float[] {1e6f, 1}, new float[] {1e6f + 256 * 0.0625f, 2});

        assertThat(Resolution.warning(new ExampleStatistics(coarse), NAMES))
                .get()
                .asString()
                .startsWith("columns of the training rows: the values of t lie so close together");
        assertThat(Resolution.warning(new ExampleStatistics(coarse), Columns.NONE))
                .get()
                .asString()
                .contains("of 0 (from 0) lie");
        assertThat(Resolution.warning(new ExampleStatistics(fine), NAMES)).isEmpty();
        assertThat(Resolution.warning(new ExampleStatistics(TestExamples.counting(1)), NAMES))
                .isEmpty();
    }

    @Test
    void aColumnOfCsvThatBecomesOneNumberIsNamed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"), "t,x,c\n1000000.001,1,7\n1000000.002,2,7\n1000000.003,3,7\n");

        Sources.open(new Csv(file, null, Csv.Header.AUTO, null, ","), null, 1);

        assertThat(told).singleElement().asString().startsWith(file + ": the values of t lie so close together");
    }
}
