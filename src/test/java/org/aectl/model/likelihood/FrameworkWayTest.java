package org.aectl.model.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.aectl.kernel.FrameworkWay;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The likelihood that no autoencoder has, that of a classifier, as the others are tested with their networks. */
class FrameworkWayTest {
    @Test
    @SuppressWarnings("try")
    void classesAreTheSame() {
        INDArray z = Nd4j.createFromArray(new float[][] {{0.5f, -1, 2}, {3, 3, -4}});
        INDArray target = Nd4j.createFromArray(new float[][] {{0, 0, 1}, {1, 0, 0}});
        INDArray delta = Nd4j.create(DataType.FLOAT, new long[] {2, 3}, 'c');
        double[] losses = new Categorical().lossAndGradient(z, target, 0.5, delta);
        try (FrameworkWay gpu = new FrameworkWay()) {
            INDArray other = delta.ulike();
            assertThat(new Categorical().lossAndGradient(z, target, 0.5, other)).containsExactly(losses, within(1e-6));
            assertThat(other.equalsWithEps(delta, 1e-6)).isTrue();
        }
    }
}
