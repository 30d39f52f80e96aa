package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NeighbourhoodsTest {
    private static final Random RANDOM = new Random(1);

    private static float[][] random(int rows, int size) {
        float[][] values = new float[rows][size];
        for (float[] row : values) {
            for (int i = 0; i < size; i++) {
                row[i] = RANDOM.nextFloat();
            }
        }
        return values;
    }

    @Test
    void aTurnedAndStretchedCopyKeepsEveryNeighbour() {
        float[][] data = random(60, 2);
        float[][] code = new float[60][];
        for (int i = 0; i < 60; i++) {
            code[i] = new float[] {-3 * data[i][1], 3 * data[i][0]};
        }
        assertThat(Neighbourhoods.of(data, code, 7)).isEqualTo(new Neighbourhoods(1, 1));
    }

    @Test
    void bothAgreeWithTheDefinitionWrittenOut() {
        float[][] data = random(40, 3);
        float[][] code = random(40, 2);
        Neighbourhoods measured = Neighbourhoods.of(data, code, 5);
        assertThat(measured.trustworthiness()).isEqualTo(plain(code, data, 5), Offset.offset(1e-12));
        assertThat(measured.continuity()).isEqualTo(plain(data, code, 5), Offset.offset(1e-12));
        assertThat(measured.trustworthiness()).as("of unrelated spaces").isBetween(0.3, 0.7);
    }

    @Test
    void squeezingAPlaneToALineTearsNothingApartButIsNotToBeTrusted() {
        float[][] plane = random(100, 2);
        float[][] line = new float[100][];
        for (int i = 0; i < 100; i++) {
            line[i] = new float[] {plane[i][0]};
        }
        Neighbourhoods measured = Neighbourhoods.of(plane, line, 5);
        assertThat(measured.continuity()).isGreaterThan(measured.trustworthiness() + 0.05);
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Neighbourhoods.of(random(10, 2), random(10, 2), 5));
    }

    /** 1 minus the scaled sum of how far beyond k those lie there that are among the k nearest here and not there. */
    private static double plain(float[][] here, float[][] there, int k) {
        double sum = 0;
        for (int i = 0; i < here.length; i++) {
            List<Integer> nearHere = sorted(here, i).subList(0, k);
            List<Integer> byDistance = sorted(there, i);
            for (int j : nearHere) {
                int rank = byDistance.indexOf(j) + 1;
                sum += rank > k ? rank - k : 0;
            }
        }
        int n = here.length;
        return 1 - 2.0 / (n * k * (2.0 * n - 3 * k - 1)) * sum;
    }

    private static List<Integer> sorted(float[][] rows, int from) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (i != from) {
                others.add(i);
            }
        }
        others.sort(Comparator.comparingDouble(other -> {
            double sum = 0;
            for (int i = 0; i < rows[from].length; i++) {
                sum += Math.pow((double) rows[from][i] - rows[other][i], 2);
            }
            return sum;
        }));
        return others;
    }
}
