package org.aectl.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnScratchTest {
    private static final int COUNT = 70_001;

    private static void assertGivesBackWhatItWasGiven(ColumnScratch scratch) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            scratch.append(i);
        }
        float[] some = new float[40_000];
        for (int from : new int[] {0, 16_383, COUNT - some.length}) {
            scratch.read(from, some, some.length);

            for (int i = 0; i < some.length; i++) {
                assertThat(some[i]).isEqualTo(from + i);
            }
        }
    }

    @Test
    void memoryGivesBackWhatItWasGiven() throws IOException {
        try (ColumnScratch scratch = ColumnScratch.inMemory()) {
            assertGivesBackWhatItWasGiven(scratch);
        }
    }

    @Test
    void aFileGivesBackWhatItWasGivenAndIsGone(@TempDir Path folder) throws IOException {
        try (ColumnScratch scratch = ColumnScratch.inFile(folder)) {
            assertGivesBackWhatItWasGiven(scratch);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
