package org.aectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalWidthTest {
    @ParameterizedTest
    @CsvSource({"'24 80\n', 80", "'24 132', 132", "'24 5', 20", "'0 0', 80", "'', 80", "'stty: no', 80", "'24 -3', 80"})
    void isTheSecondNumberOrTheUsualWidth(String answer, int columns) {
        assertThat(TerminalWidth.parse(answer)).isEqualTo(columns);
    }
}
