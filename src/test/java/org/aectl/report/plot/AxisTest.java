package org.aectl.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aectl.report.plot.Axis.Tick;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
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
        Axis axis = Axis.between(low, high, 6);

        List<Tick> ticks = axis.ticksUp();
        assertThat(ticks).hasSizeBetween(2, 7);
        double step = axis.step() / Math.pow(10, Math.floor(Math.log10(axis.step()) + 1e-9));
        assertThat(List.of(1L, 2L, 5L)).contains(Math.round(step));
        for (Tick tick : ticks) {
            double at = Double.parseDouble(tick.at().replace("%", ""));
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
        assertThat(Axis.overWhole(1, 3, 6).ticksAcross())
                .extracting(Tick::label)
                .containsExactly("1", "2", "3");
        assertThat(Axis.overWhole(7, 7, 6).ticksAcross())
                .extracting(Tick::label)
                .containsExactly("6", "7", "8");
        assertThat(Axis.overWhole(1, 60, 6).ticksAcross())
                .extracting(Tick::label)
                .containsExactly("10", "20", "30", "40", "50", "60");
    }

    @Test
    void whatIsNotFiniteDoesNotCount() {
        Axis axis = Axis.around(new double[] {1, Double.NaN, 3, Double.POSITIVE_INFINITY}, 5);

        assertThat(axis.low()).isBetween(0.8, 1.0);
        assertThat(axis.high()).isBetween(3.0, 3.2);
    }

    @Test
    void equalValuesStandInTheMiddle() {
        for (double value : new double[] {0, 5, -3e6}) {
            assertThat(Axis.around(new double[] {value, value}, 5).across(value))
                    .isCloseTo(50, Offset.offset(1e-6));
        }
        assertThat(Axis.around(new double[] {Double.NaN}, 5).ticksUp()).isNotEmpty();
    }
}
