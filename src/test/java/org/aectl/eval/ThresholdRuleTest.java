package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.aectl.base.InvalidInputException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdRuleTest {
    /** Sorted: 1 2 3 4 10; median 3, distances 0 1 1 2 7, mean 4, squared distances 9 4 1 0 36. */
    private static final double[] SCORES = {3, 10, 1, 4, 2};

    @ParameterizedTest
    @CsvSource({
        "quantile:0.5, 3",
        "quantile:0.25, 2",
        "quantile:0.9, 7.6",
        "QUANTILE:0.99, 9.76",
        "mad:3.5, 8.1891",
        "mad:1, 4.4826",
        "sigma:3, 13.4868329805",
        "sigma:0.5, 5.5811388301",
        "max-train, 10",
    })
    void isWhatItsDefinitionSaysByHand(String rule, double expected) {
        assertThat(ThresholdRule.parse(rule).threshold(SCORES)).isEqualTo(expected, Offset.offset(1e-9));
    }

    @Test
    void ofAnEvenNumberTheMedianIsTheMiddleOfTwo() {
        // Median 2.5, distances 0.5 0.5 1.5 7.5.
        assertThat(ThresholdRule.parse("mad:2").threshold(new double[] {1, 2, 3, 10}))
                .isEqualTo(2.5 + 2 * 1.4826 * 1, Offset.offset(1e-12));
    }

    @Test
    void anInfiniteScoreAboveTheQuantileDoesNotSpoilIt() {
        assertThat(ThresholdRule.parse("quantile:0.5").threshold(new double[] {1, 2, Double.POSITIVE_INFINITY}))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.99",
                "quantile",
                "quantile:",
                "quantile:0",
                "quantile:1",
                "quantile:99",
                "quantile:x",
                "mad",
                "mad:-1",
                "mad:NaN",
                "sigma:0",
                "sigma:Infinity",
                "max-train:1",
                "f1:0.5",
                "best"
            })
    void whatIsNoRuleIsRefused(String text) {
        assertThatThrownBy(() -> ThresholdRule.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--threshold must be quantile:Q with Q between 0 and 1, mad:K or sigma:K with K > 0,"
                        + " max-train or f1, was " + text);
    }
}
