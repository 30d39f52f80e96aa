package org.aectl.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "114.4632|114.46",
                "0.0117371|0.011737",
                "-140.386|\u2212140.39",
                "1234567.8|1,234,568",
                "12345678|1.2346e+07",
                "0.0000321|3.2100e-05",
                "0|0.0000",
                "-0.0|0.0000",
                "99999.96|100,000",
                "1|1.0000",
                "NaN|not a number",
                "Infinity|\u221E",
                "-Infinity|\u2212\u221E",
                "4.9e-324|4.9000e-324"
            })
    void fiveDigitsAreShown(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

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
        "-0.00001984, -1.9840e-05",
        "0, 0",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void plainNumbersHaveNothingThatAKeyboardLacks(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"42.34|42.3 s", "99.9|99.9 s", "99.97|1 min 40 s", "725|12 min 5 s", "12000|3 h 20 min"})
    void timesAreInWords(double seconds, String text) {
        assertThat(Numbers.duration(seconds)).isEqualTo(text);
    }
}
