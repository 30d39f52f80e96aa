package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource({
        "114.08723, 114.09",
        "-114.08723, -114.09",
        "0.0299123, 0.029912",
        "1758.04, 1758.0",
        "361646.2, 361646",
        "9.99999999, 10.0000",
        "7e12, 7.0000e+12",
        "0.00001984, 1.9840e-05",
        "0, 0",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void fiveOfThemCount(double value, String text) {
        assertThat(Digits.of(value)).isEqualTo(text);
    }
}
