package org.aectl.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelDrawTest {
    /** Class 0 is rare, class 2 frequent. */
    private static final Examples EXAMPLES = new Labelled(600);

    private record Labelled(int count) implements Examples {
        @Override
        public ExampleShape shape() {
            return ExampleShape.features(1);
        }

        @Override
        public void read(int row, float[] target, int offset) {
            target[offset] = row;
        }

        @Override
        public List<String> classes() {
            return List.of("rare", "some", "many");
        }

        @Override
        public int label(int row) {
            return row % 60 == 0 ? 0 : row % 6 == 1 ? 1 : 2;
        }

        @Override
        public @Nullable ValueRange storedRange() {
            return null;
        }

        @Override
        public boolean inMemory() {
            return true;
        }
    }

    private static long ofClass(int[] rows, int label) {
        return Arrays.stream(rows).filter(row -> EXAMPLES.label(row) == label).count();
    }

    @Test
    void asManyOfEachClassAreDrawnAndNoneTwice() {
        int[] rows = LabelDraw.rows(EXAMPLES, "data", 7, 1);

        assertThat(rows).hasSize(21).isSorted().doesNotHaveDuplicates();
        IntStream.range(0, 3).forEach(label -> assertThat(ofClass(rows, label)).isEqualTo(7));
    }

    @Test
    void theSeedDecides() {
        assertThat(LabelDraw.rows(EXAMPLES, "data", 7, 1)).isEqualTo(LabelDraw.rows(EXAMPLES, "data", 7, 1));
        assertThat(LabelDraw.rows(EXAMPLES, "data", 7, 1)).isNotEqualTo(LabelDraw.rows(EXAMPLES, "data", 7, 2));
    }

    @Test
    void moreLabelsHoldThoseOfFewer() {
        int[] few = LabelDraw.rows(EXAMPLES, "data", 3, 5);

        assertThat(LabelDraw.rows(EXAMPLES, "data", 10, 5)).contains(few);
    }

    @Test
    void everyRowIsDrawnEquallyOften() {
        int draws = 4000;
        int[] times = new int[EXAMPLES.count()];
        for (int seed = 0; seed < draws; seed++) {
            Arrays.stream(LabelDraw.rows(EXAMPLES, "data", 2, seed)).forEach(row -> times[row]++);
        }

        // Of ten rows two are drawn: a binomial with deviation 25.
        for (int row = 0; row < EXAMPLES.count(); row += 60) {
            assertThat(times[row]).isBetween(800 - 130, 800 + 130);
        }
    }

    @Test
    void aClassWithFewerExamplesIsNamed() {
        assertThat(LabelDraw.rows(EXAMPLES, "data", 10, 0)).hasSize(30);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LabelDraw.rows(EXAMPLES, "digits training", 11, 0))
                .withMessage("digits training: class 'rare' has 10 examples, but 11 of each class are asked for");
    }
}
