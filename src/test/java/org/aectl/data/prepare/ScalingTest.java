package org.aectl.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Scale;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingTest {
    private static final Examples TABLE = TestExamples.of(
            new float[] {1, -10, 7}, new float[] {2, 0, 7}, new float[] {3, 20, 7}, new float[] {6, 50, 7});

    private static float[] scaled(Scaling scaling, int row) {
        float[] values = TestExamples.row(TABLE, row);
        scaling.apply(values, 0);
        return values;
    }

    @Test
    void unitDividesBytesBy255WithCorrectRounding() {
        Examples bytes = TestExamples.ofBytes(IntStream.range(0, 200).toArray());
        Scaling scaling = Scaling.fit(bytes, Scale.UNIT);

        for (int value = 0; value < 256; value++) {
            float[] values = {value};
            scaling.apply(values, 0);
            assertThat(values[0]).isEqualTo((float) (value / 255.0));
            scaling.invert(values, 0);
            assertThat(values[0]).isCloseTo(value, within(1e-4f));
        }
    }

    @Test
    void unitUsesOneRangeForAllFeaturesWhereTheStorageFixesNone() {
        Scaling scaling = Scaling.fit(TABLE, Scale.UNIT);

        assertThat(scaled(scaling, 0)).containsExactly(11 / 60f, 0, 17 / 60f);
        assertThat(scaled(scaling, 3)).containsExactly(16 / 60f, 1, 17 / 60f);
    }

    @Test
    void minmaxBringsEachFeatureToItsOwnUnitRangeAndAConstantOneToZero() {
        Scaling scaling = Scaling.fit(TABLE, Scale.MINMAX);

        assertThat(scaled(scaling, 0)).containsExactly(0, 0, 0);
        assertThat(scaled(scaling, 2)).containsExactly(0.4f, 0.5f, 0);
        assertThat(scaled(scaling, 3)).containsExactly(1, 1, 0);
    }

    @Test
    void standardGivesEachFeatureMeanZeroAndVarianceOneAndAConstantOneZero() {
        Scaling scaling = Scaling.fit(TABLE, Scale.STANDARD);

        // (1, 2, 3, 6): mean 3, variance 14 / 4
        assertThat(scaled(scaling, 0)[0]).isCloseTo((float) (-2 / Math.sqrt(3.5)), within(1e-6f));
        assertThat(scaled(scaling, 3)[0]).isCloseTo((float) (3 / Math.sqrt(3.5)), within(1e-6f));
        assertThat(scaled(scaling, 3)[2]).isZero();
    }

    @Test
    void aConstantFeatureThatTheMeanMissesByRoundingIsStillConstant() {
        float[][] rows = new float[1000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {0.1f};
        }
        Scaling scaling = Scaling.fit(TestExamples.of(rows), Scale.STANDARD);
        float[] value = {0.1f};
        scaling.apply(value, 0);

        assertThat(value[0]).isZero();
    }

    @Test
    void standardKeepsItsPrecisionFarFromZero() {
        Scaling scaling = Scaling.fit(
                TestExamples.of(new float[] {1_000_000}, new float[] {1_000_001}, new float[] {1_000_002}),
                Scale.STANDARD);
        float[] value = {1_000_002};
        scaling.apply(value, 0);

        assertThat(value[0]).isCloseTo((float) Math.sqrt(1.5), within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void storedNumbersComeBackToTheLastBit(Scale scale) {
        Scaling scaling = Scaling.fit(TABLE, scale);

        assertThat(Scaling.fromJson(scaling.toJson()).toJson()).isEqualTo(scaling.toJson());
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void invertUndoesApply(Scale scale) {
        Scaling scaling = Scaling.fit(TABLE, scale);
        for (int row = 0; row < TABLE.count(); row++) {
            float[] values = new float[5];
            TABLE.read(row, values, 1);
            scaling.apply(values, 1);
            scaling.invert(values, 1);
            float[] expected = TestExamples.row(TABLE, row);
            for (int i = 0; i < 3; i++) {
                assertThat(values[i + 1]).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"scale\":\"unit\",\"features\":1,\"shift\":[0]}",
                "{\"scale\":\"unit\",\"features\":1,\"shift\":[0],\"divisor\":[0]}",
                "{\"scale\":\"unit\",\"features\":1,\"shift\":[\"NaN\"],\"divisor\":[1]}",
                "{\"scale\":\"unit\",\"features\":3,\"shift\":[0,0],\"divisor\":[1,1]}",
                "{\"scale\":\"unit\",\"features\":0,\"shift\":[0],\"divisor\":[1]}",
                "{\"scale\":\"log\",\"features\":1,\"shift\":[0],\"divisor\":[1]}",
                "{\"scale\":\"unit\",\"features\":1,\"shift\":[0],\"divisor\":[1],\"more\":1}",
                "{\"scale\":\"unit\",\"features\":1,\"shift\":[0],\"divisor\":[1]} x",
                "{\"scale\":\"unit\",\"features\":1,\"features\":2,\"shift\":[0],\"divisor\":[1]}"
            })
    void aStoredScalingThatIsNotAsWeWriteItIsRefused(String json) {
        assertThatThrownBy(() -> Scaling.fromJson(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the stored scaling ");
    }

    @Test
    void valuesThatSpanMoreThanAFloatAreRefused() {
        Examples wide = TestExamples.of(new float[] {-3e38f}, new float[] {3e38f});

        assertThatThrownBy(() -> Scaling.fit(wide, Scale.MINMAX)).isInstanceOf(InvalidInputException.class);
    }
}
