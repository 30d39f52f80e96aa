package org.aectl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What this package does with arrays that are not in the host's memory. */
class FrameworkWayTest {
    private static final float[] VALUES = {1, -2, 3, 4, 0.5f, -6};

    @Test
    @SuppressWarnings("try")
    void pointersToSuchArraysAreRefused() {
        INDArray array = Nd4j.createFromArray(VALUES).reshape(2, 3);
        try (FrameworkWay gpu = new FrameworkWay()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> HostArray.of(array))
                    .withMessageContaining("not on the host");
            assertThatIllegalStateException().isThrownBy(() -> HostArray.ofVector(array));
            assertThatIllegalStateException().isThrownBy(() -> BiasActivation.activate(array, null, Formula.SIGMOID));
        }
        assertThat(HostArray.of(array).rows()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("try")
    void nothingSaysThatItTakesThem() {
        INDArray array = Nd4j.createFromArray(VALUES).reshape(2, 3);
        assertThat(HostArray.areAll(array)
                        && OptimizerKernels.take(array)
                        && MatrixProduct.isDirect(array, array, array))
                .isTrue();
        try (FrameworkWay gpu = new FrameworkWay()) {
            assertThat(HostArray.areAll(array)).isFalse();
            assertThat(OptimizerKernels.take(array)).isFalse();
            assertThat(MatrixProduct.isDirect(array, array, array)).isFalse();
        }
    }

    @Test
    @SuppressWarnings("try")
    void copiesAreTheSame() {
        try (FrameworkWay gpu = new FrameworkWay()) {
            INDArray array = Transfer.toArray(VALUES, 2, 3);
            assertThat(Transfer.toFloats(array)).isEqualTo(VALUES);
            assertThat(Transfer.copy(array, new float[6])).isEqualTo(VALUES);
            assertThat(Doubles.of(array)).containsExactly(new double[] {1, -2, 3, 4, 0.5, -6}, within(0.0));
            assertThat(Doubles.into(array, new double[] {6, 5, 4, 3, 2, 1}).toFloatMatrix())
                    .isEqualTo(new float[][] {{6, 5, 4}, {3, 2, 1}});
        }
    }

    @Test
    @SuppressWarnings("try")
    void productsAreTheSameForEachTransposition() {
        Nd4j.getRandom().setSeed(3);
        INDArray a = Nd4j.rand(DataType.FLOAT, 40, 40);
        INDArray b = Nd4j.rand(DataType.FLOAT, 40, 40);
        for (int transposed = 0; transposed < 4; transposed++) {
            for (double kept : new double[] {0, 1}) {
                INDArray direct = Nd4j.ones(DataType.FLOAT, 40, 40);
                INDArray byFramework = direct.dup('c');
                boolean left = (transposed & 1) != 0;
                boolean right = (transposed & 2) != 0;
                MatrixProduct.compute(a, left, b, right, direct, kept);
                try (FrameworkWay gpu = new FrameworkWay()) {
                    MatrixProduct.compute(a, left, b, right, byFramework, kept);
                }
                assertThat(byFramework.equalsWithEps(direct, 1e-4))
                        .as("%s %s, kept %s", left, right, kept)
                        .isTrue();
            }
        }
    }
}
