package org.aectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusLineTest {
    private static final StatusLine LINE =
            new StatusLine("epoch 12/60", 0.2, List.of("0:32 left", "loss 115.62", "validation 120.81", "5,100/s"));

    static IntStream columns() {
        return IntStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void fits(int columns) {
        assertThat(LINE.text(columns)).hasSizeLessThanOrEqualTo(columns);
    }

    @Test
    void isWholeWhereThereIsRoom() {
        assertThat(LINE.text(99))
                .startsWith("epoch 12/60  █████▍ ")
                .endsWith("▏  20 %  0:32 left  loss 115.62  validation 120.81  5,100/s");
    }

    @Test
    void leavesOutTheBarFirstAndThenTheLeastImportantFacts() {
        assertThat(LINE.text(70)).isEqualTo("epoch 12/60  20 %  0:32 left  loss 115.62  validation 120.81  5,100/s");
        assertThat(LINE.text(60)).isEqualTo("epoch 12/60  20 %  0:32 left  loss 115.62  validation 120.81");
        assertThat(LINE.text(39)).isEqualTo("epoch 12/60  20 %  0:32 left");
        assertThat(LINE.text(8)).isEqualTo("epoch 12");
    }

    @Test
    void barGrowsFromNothingToFull() {
        assertThat(new StatusLine("x", 0, List.of()).text(18)).isEqualTo("x  " + " ".repeat(9) + "▏  0 %");
        assertThat(new StatusLine("x", 0.5, List.of()).text(60))
                .contains("█".repeat(14) + "▌" + " ".repeat(14) + "▏  50 %");
        assertThat(new StatusLine("x", 1, List.of()).text(60)).contains("█".repeat(29) + "▏  100 %");
        assertThat(new StatusLine("x", 1.7, List.of()).text(60)).contains("█".repeat(29) + "▏  100 %");
    }
}
