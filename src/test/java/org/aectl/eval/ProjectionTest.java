package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {
    private static final int CLUSTERS = 4;

    /** Codes in clusters that lie five standard deviations apart; the code of row i is of cluster i modulo 4. */
    private static float[] clusters(int codes, int units) {
        Random random = new Random(5);
        float[] values = new float[codes * units];
        for (int i = 0; i < values.length; i++) {
            int cluster = i / units % CLUSTERS;
            values[i] = (float) random.nextGaussian() + (i % units % CLUSTERS == cluster ? 5 : 0);
        }
        return values;
    }

    /** How many codes have a nearest neighbour in the plane that is of their own cluster. */
    private static long inOwnCluster(double[] plane) {
        int count = plane.length / 2;
        long own = 0;
        for (int i = 0; i < count; i++) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < count; j++) {
                double distance = Math.hypot(plane[2 * i] - plane[2 * j], plane[2 * i + 1] - plane[2 * j + 1]);
                if (j != i && distance < least) {
                    least = distance;
                    nearest = j;
                }
            }
            own += nearest % CLUSTERS == i % CLUSTERS ? 1 : 0;
        }
        return own;
    }

    @Test
    void principalComponentsAreThoseOfASingularValueDecomposition() {
        int units = 7;
        float[] codes = clusters(60, units);
        double[][] centred = new double[60][units];
        for (int unit = 0; unit < units; unit++) {
            double mean = 0;
            for (int row = 0; row < 60; row++) {
                mean += codes[row * units + unit] / 60.0;
            }
            for (int row = 0; row < 60; row++) {
                centred[row][unit] = codes[row * units + unit] - mean;
            }
        }
        SingularValueDecomposition expected = new SingularValueDecomposition(new Array2DRowRealMatrix(centred));

        double[] plane = Projection.PCA.of(codes, units, 0);

        for (int row = 0; row < 60; row++) {
            for (int axis = 0; axis < 2; axis++) {
                double coordinate = expected.getU().getEntry(row, axis) * expected.getSingularValues()[axis];
                // A direction may point either way.
                assertThat(Math.abs(plane[2 * row + axis])).isEqualTo(Math.abs(coordinate), within(1e-6));
            }
        }
    }

    /** With more units than are given to it, they go through principal components first. */
    @ParameterizedTest
    @ValueSource(ints = {4, 70})
    void neighboursStayTogetherWithTsne(int units) {
        assertThat(inOwnCluster(Projection.TSNE.of(clusters(200, units), units, 1)))
                .isGreaterThanOrEqualTo(198);
    }

    @Test
    void theSeedDecidesTheLayoutOfTsne() {
        float[] codes = clusters(80, 4);
        double[] first = Projection.TSNE.of(codes, 4, 1);

        assertThat(Projection.TSNE.of(codes, 4, 1)).isEqualTo(first);
        assertThat(Projection.TSNE.of(codes, 4, 2)).isNotEqualTo(first);
    }

    @Test
    void veryFewCodesHaveALayoutToo() {
        for (int count = 4; count < 12; count++) {
            double[] plane = Projection.TSNE.of(clusters(count, 3), 3, 0);

            assertThat(plane).hasSize(2 * count);
            assertThat(Arrays.stream(plane).allMatch(Double::isFinite)).isTrue();
        }
    }

    @Test
    void codesThatAreAllTheSameHaveALayoutToo() {
        for (Projection projection : Projection.values()) {
            double[] plane = projection.of(new float[40], 2, 0);

            assertThat(Arrays.stream(plane).allMatch(Double::isFinite))
                    .as(projection.name())
                    .isTrue();
        }
    }

    @Test
    void theFirstUnitsAreTakenAsTheyAre() {
        assertThat(Projection.UNITS.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 0)).containsExactly(1, 2, 4, 5);
    }

    @Test
    void tooFewCodesOrUnitsAreRefused() {
        assertThatThrownBy(() -> Projection.PCA.of(new float[4], 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Projection.TSNE.of(new float[6], 2, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
