package org.aectl.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aectl.report.plot.Scale.Tick;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "101.3, 240.9",
        "-5, 3.2",
        "0.00031, 0.00044",
        "1e-9, 4e-9",
        "-1e12, 1e12",
        "999.999, 1000.001",
        "1e8, 1.00000001e8"
    })
    void ticksAreRoundNumbersAtTheirPlace(double low, double high) {
        Scale scale = Scale.between(low, high, 6);

        List<Tick> ticks = scale.ticks();
        assertThat(ticks).hasSizeBetween(2, 7);
        double step = scale.step() / Math.pow(10, Math.floor(Math.log10(scale.step()) + 1e-9));
        assertThat(List.of(1L, 2L, 5L)).contains(Math.round(step));
        for (Tick tick : ticks) {
            double at = Double.parseDouble(tick.y().replace("%", ""));
            double value =
                    Double.parseDouble(tick.label().replace("\u2212", "-").replace(",", ""));
            assertThat(at).isBetween(0.0, 100.0);
            assertThat(low + (100 - at) / 100 * (high - low))
                    .isCloseTo(value, Offset.offset(2e-4 * (high - low) + 1e-4 * Math.abs(value)));
        }
        assertThat(ticks).extracting(Tick::label).doesNotHaveDuplicates();
    }

    @Test
    void epochsAreWholeNumbers() {
        assertThat(Scale.overWhole(1, 3, 6).ticks()).extracting(Tick::label).containsExactly("1", "2", "3");
        assertThat(Scale.overWhole(7, 7, 6).ticks()).extracting(Tick::label).containsExactly("6", "7", "8");
        assertThat(Scale.overWhole(1, 60, 6).ticks())
                .extracting(Tick::label)
                .containsExactly("10", "20", "30", "40", "50", "60");
    }

    @Test
    void largeAndSmallNumbersAreWrittenWithAnExponentWhereThatIsShorter() {
        assertThat(Scale.between(-2e9, 2e9, 4).ticks())
                .extracting(Tick::label)
                .containsExactly("\u22122.0e+09", "\u22121.0e+09", "0", "1.0e+09", "2.0e+09");
        assertThat(Scale.between(1e8, 1e8 + 2, 2).ticks())
                .extracting(Tick::label)
                .containsExactly("100,000,000", "100,000,001", "100,000,002");
        assertThat(Scale.between(0, 2e-8, 2).ticks())
                .extracting(Tick::label)
                .containsExactly("0", "1.0e-08", "2.0e-08");
    }

    @Test
    void aRoundedScaleEndsAtTicks() {
        Scale scale = Scale.rounded(0, 8.3, 6);

        assertThat(scale).isEqualTo(new Scale(0, 10, 2));
        assertThat(scale.ticks().get(0).x()).isEqualTo("0.00%");
        assertThat(scale.ticks().get(5).x()).isEqualTo("100.00%");
        assertThat(scale.ticks().get(5).y()).isEqualTo("0.00%");
    }

    @Test
    void whatIsNotFiniteDoesNotCount() {
        Scale scale = Scale.around(new double[] {1, Double.NaN, 3, Double.POSITIVE_INFINITY}, 5);

        assertThat(scale.low()).isBetween(0.8, 1.0);
        assertThat(scale.high()).isBetween(3.0, 3.2);
    }

    @Test
    void equalValuesStandInTheMiddle() {
        for (double value : new double[] {0, 5, -3e6}) {
            assertThat(Scale.around(new double[] {value, value}, 5).across(value))
                    .isCloseTo(50, Offset.offset(1e-6));
        }
        assertThat(Scale.around(new double[] {Double.NaN}, 5).ticks()).isNotEmpty();
    }
}
