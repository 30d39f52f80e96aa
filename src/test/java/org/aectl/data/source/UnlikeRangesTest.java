package org.aectl.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.aectl.config.DataConfig.Scale;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.aectl.data.prepare.ExampleStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnlikeRangesTest {
    private static final Columns NAMES = new Columns(List.of("a", "b", "c"), List.of("a", "b", "c"), null, null);

    /** The second column is 101 times as wide as the first; the third is constant. */
    private static final Examples UNLIKE = TestExamples.of(new float[] {0, -50.5f, 7}, new float[] {1, 50.5f, 7});

    private static final Examples LIKE = TestExamples.of(new float[] {0, -50, 7}, new float[] {1, 50, 7});

    private static Optional<String> warning(Examples examples, Columns columns, Scale scale) {
        return UnlikeRanges.warning(new ExampleStatistics(examples), examples.shape(), columns, scale);
    }

    @Test
    void twoColumnsOfUnlikeRangesAreNamed() {
        assertThat(warning(UNLIKE, NAMES, Scale.UNIT))
                .hasValue(
                        "columns 'b' [-50.5, 50.5] and 'a' [0.0, 1.0] have unlike ranges, and data.scale unit is one for"
                                + " all: the wider ones decide the loss; data.scale standard or minmax gives each its own");
        assertThat(warning(UNLIKE, Columns.NONE, Scale.NONE))
                .get()
                .asString()
                .startsWith(
                        "columns 1 (from 0) [-50.5, 50.5] and 0 (from 0) [0.0, 1.0] have unlike ranges, and data.scale none leaves");
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void columnsOfLikeRangesAreNot(Scale scale) {
        assertThat(warning(LIKE, NAMES, scale)).isEmpty();
    }

    @Test
    void columnsThatAreScaledEachAreNot() {
        assertThat(warning(UNLIKE, NAMES, Scale.STANDARD)).isEmpty();
        assertThat(warning(UNLIKE, NAMES, Scale.MINMAX)).isEmpty();
    }

    @Test
    void pixelsMayDifferAsTheyLike() {
        float[] dark = new float[64];
        float[] bright = new float[64];
        bright[0] = 1;
        bright[1] = 255;
        assertThat(warning(TestExamples.of(dark, bright), Columns.NONE, Scale.UNIT))
                .isEmpty();
        bright[1] = 256;
        assertThat(warning(TestExamples.of(dark, bright), Columns.NONE, Scale.UNIT))
                .isPresent();
    }

    @Test
    void largeValuesThatAreNotScaledAreSaid() {
        Examples large = TestExamples.of(new float[] {-1e6f, 1e6f}, new float[] {1e6f, -1e6f});

        assertThat(warning(large, Columns.NONE, Scale.NONE))
                .hasValue(
                        "the training values reach 1000000.0, and data.scale none leaves them so, which makes losses and steps as"
                                + " large; data.scale standard, minmax or unit brings them near 1");
        assertThat(warning(large, Columns.NONE, Scale.UNIT)).isEmpty();
    }

    @Test
    void aColumnWithoutAnyValueIsPassedOver() {
        Examples nothing = TestExamples.of(new float[] {Float.NaN, 1}, new float[] {Float.NaN, 2});

        assertThat(warning(nothing, Columns.NONE, Scale.UNIT)).isEmpty();
        assertThat(warning(TestExamples.of(new float[] {Float.NaN}), Columns.NONE, Scale.NONE))
                .isEmpty();
    }
}
