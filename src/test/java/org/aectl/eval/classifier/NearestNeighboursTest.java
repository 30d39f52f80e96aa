package org.aectl.eval.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    @Test
    void theMajorityOfTheNearestDecides() {
        float[] known = {0, 0, 1, 0, 0, 1, 10, 10, 11, 10};
        int[] labels = {0, 1, 1, 2, 2};
        try (NearestNeighbours one = new NearestNeighbours(known, labels, 1);
                NearestNeighbours three = new NearestNeighbours(known, labels, 3)) {
            float[] rows = {0.1f, 0.1f, 9, 9};
            assertThat(one.classify(rows)).containsExactly(0, 2);
            assertThat(three.classify(rows)).containsExactly(1, 2);
        }
    }

    @Test
    void ofEquallyFrequentClassesTheNearerWins() {
        try (NearestNeighbours two = new NearestNeighbours(new float[] {0, 3}, new int[] {5, 4}, 2)) {
            assertThat(two.classify(new float[] {1, 2})).containsExactly(5, 4);
        }
    }

    @Test
    void manyRowsAreClassifiedAsOneByOne() {
        Random random = new Random(3);
        float[] known = new float[300];
        for (int i = 0; i < known.length; i++) {
            known[i] = (float) random.nextGaussian();
        }
        int[] labels = random.ints(100, 0, 4).toArray();
        float[] rows = new float[3 * 600];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        try (NearestNeighbours nearest = new NearestNeighbours(known, labels, 1)) {
            int[] classes = nearest.classify(rows);
            for (int row = 0; row < 600; row++) {
                assertThat(classes[row]).isEqualTo(labels[plainNearest(known, rows, row)]);
            }
        }
    }

    private static int plainNearest(float[] known, float[] rows, int row) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int other = 0; other < known.length / 3; other++) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += Math.pow((double) known[3 * other + i] - rows[3 * row + i], 2);
            }
            if (sum < least) {
                least = sum;
                nearest = other;
            }
        }
        return nearest;
    }

    @Test
    void fiveNeighboursAreThoseOfAFullSort() {
        Random random = new Random(4);
        float[] known = new float[8 * 500];
        for (int i = 0; i < known.length; i++) {
            // Far from zero, where single precision has few digits left for what differs.
            known[i] = 1000 + (float) random.nextGaussian();
        }
        int[] labels = random.ints(500, 0, 3).toArray();
        float[] rows = new float[8 * 300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 1000 + (float) random.nextGaussian();
        }
        try (NearestNeighbours nearest = new NearestNeighbours(known, labels, 5)) {
            int[] classes = nearest.classify(rows);
            for (int row = 0; row < 300; row++) {
                assertThat(classes[row]).as("row %d", row).isEqualTo(plainVote(known, labels, rows, row));
            }
        }
    }

    private static int plainVote(float[] known, int[] labels, float[] rows, int row) {
        double[] distances = new double[labels.length];
        for (int i = 0; i < known.length; i++) {
            distances[i / 8] += Math.pow((double) known[i] - rows[8 * row + i % 8], 2);
        }
        List<Integer> order = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> distances[other]))
                .limit(5)
                .toList();
        int[] votes = new int[3];
        order.forEach(other -> votes[labels[other]]++);
        int most = IntStream.of(votes).max().orElseThrow();
        return order.stream()
                .map(other -> labels[other])
                .filter(label -> votes[label] == most)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofEquallyFarRowsTheFirstIsNearer() {
        try (NearestNeighbours one = new NearestNeighbours(new float[] {1, 1, -1}, new int[] {2, 0, 1}, 1)) {
            assertThat(one.classify(new float[] {0, 5, -5})).containsExactly(2, 2, 1);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestNeighbours(new float[3], new int[2], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestNeighbours(new float[4], new int[2], 3));
    }
}
