package org.aectl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectedExamplesTest {
    private static List<Float> values(Examples examples) {
        List<Float> values = new ArrayList<>();
        for (int row = 0; row < examples.count(); row++) {
            values.add(TestExamples.row(examples, row)[0]);
        }
        return values;
    }

    @Test
    void rowsAreDrawnOnceEachInTheirOrderAndBySeed() {
        Examples all = TestExamples.counting(1000);

        List<Float> drawn = values(SelectedExamples.drawn(all, 100, 3));

        assertThat(drawn).hasSize(100).doesNotHaveDuplicates().isSorted();
        assertThat(drawn.get(99)).as("not the first ones").isGreaterThan(900);
        assertThat(values(SelectedExamples.drawn(all, 100, 3))).isEqualTo(drawn);
        assertThat(values(SelectedExamples.drawn(all, 100, 4))).isNotEqualTo(drawn);
        assertThat(SelectedExamples.drawn(all, 1000, 3)).isSameAs(all);
    }

    @Test
    void everyRowIsDrawnEquallyOften() {
        int[] often = new int[10];
        for (int seed = 0; seed < 3000; seed++) {
            values(SelectedExamples.drawn(TestExamples.counting(10), 3, seed)).forEach(row -> often[row.intValue()]++);
        }

        // Expected 900, with a deviation of 25.
        for (int count : often) {
            assertThat(count).isBetween(780, 1020);
        }
    }
}
