package org.aectl.eval.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfusionMatrixTest {
    private static final ConfusionMatrix MATRIX =
            new ConfusionMatrix(List.of("cat", "dog, \"big\"", "eel"), new int[][] {{3, 1, 0}, {2, 4, 0}, {0, 0, 0}});

    @TempDir
    private Path folder;

    @Test
    void sharesAreThoseOfRowsAndColumns() {
        assertThat(MATRIX.examples()).isEqualTo(10);
        assertThat(MATRIX.accuracy()).isEqualTo(0.7);
        assertThat(MATRIX.recall()).containsExactly(0.75, 4 / 6.0, null);
        assertThat(MATRIX.precision()).containsExactly(0.6, 0.8, null);
    }

    @Test
    void theTableHasARowForEachClass() throws IOException {
        Path file = folder.resolve("confusion.csv");
        MATRIX.write(file);

        assertThat(Files.readString(file).lines())
                .containsExactly(
                        "actual,cat,\"dog, \"\"big\"\"\",eel", "cat,3,1,0", "\"dog, \"\"big\"\"\",2,4,0", "eel,0,0,0");
    }
}
