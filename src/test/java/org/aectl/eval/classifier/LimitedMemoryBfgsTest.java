package org.aectl.eval.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LimitedMemoryBfgsTest {
    /** A badly scaled bowl whose minimum is at 1, 2, 3, ... */
    private static double bowl(double[] point, double[] gradient) {
        double value = 0;
        for (int i = 0; i < point.length; i++) {
            double stiffness = Math.pow(10, i % 5);
            double distance = point[i] - i - 1;
            value += stiffness * distance * distance / 2;
            gradient[i] = stiffness * distance;
        }
        return value;
    }

    @Test
    void findsTheBottomOfABowl() {
        double[] minimum = LimitedMemoryBfgs.minimize(LimitedMemoryBfgsTest::bowl, new double[12], 1e-8, 200);

        for (int i = 0; i < 12; i++) {
            assertThat(minimum[i]).isEqualTo(i + 1, Offset.offset(1e-7));
        }
    }

    @Test
    void findsTheEndOfACurvedValley() {
        double[] minimum = LimitedMemoryBfgs.minimize(
                (point, gradient) -> {
                    double bend = point[1] - point[0] * point[0];
                    gradient[0] = -400 * bend * point[0] - 2 * (1 - point[0]);
                    gradient[1] = 200 * bend;
                    return 100 * bend * bend + (1 - point[0]) * (1 - point[0]);
                },
                new double[] {-1.2, 1},
                1e-8,
                200);

        assertThat(minimum).containsExactly(new double[] {1, 1}, Offset.offset(1e-6));
    }

    @Test
    void staysWhereTheGradientVanishes() {
        double[] start = {1, 2, 3};

        assertThat(LimitedMemoryBfgs.minimize(LimitedMemoryBfgsTest::bowl, start, 1e-8, 200))
                .containsExactly(start);
    }
}
