package org.aectl.model.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CategoricalTest {
    private static final double[][] LOGITS = {{0.5, -1, 2}, {3, 3, -4}, {0, 0, 0}};
    private static final int[] LABELS = {0, 1, 2};

    private static INDArray targets() {
        INDArray targets = Nd4j.zeros(DataType.DOUBLE, LABELS.length, 3);
        for (int row = 0; row < LABELS.length; row++) {
            targets.putScalar(row, LABELS[row], 1);
        }
        return targets;
    }

    @Test
    void lossGradientAndProbabilitiesArePlainFormulas() {
        Categorical categorical = new Categorical();
        INDArray z = Nd4j.createFromArray(LOGITS);
        INDArray delta = Nd4j.create(DataType.DOUBLE, new long[] {3, 3}, 'c');
        double[] losses = categorical.lossPerExample(z, targets());
        double[] again = categorical.lossAndGradient(z, targets(), 0.5, delta);
        assertThat(z).as("arguments are left alone").isEqualTo(Nd4j.createFromArray(LOGITS));
        INDArray probabilities = categorical.mean(z);

        for (int row = 0; row < 3; row++) {
            double total = 0;
            for (double logit : LOGITS[row]) {
                total += Math.exp(logit);
            }
            double loss = -Math.log(Math.exp(LOGITS[row][LABELS[row]]) / total);
            assertThat(losses[row]).isCloseTo(loss, within(1e-12));
            assertThat(again[row]).isEqualTo(losses[row]);
            for (int i = 0; i < 3; i++) {
                double probability = Math.exp(LOGITS[row][i]) / total;
                assertThat(probabilities.getDouble(row, i)).isCloseTo(probability, within(1e-12));
                assertThat(delta.getDouble(row, i))
                        .isCloseTo((probability - (i == LABELS[row] ? 1 : 0)) / 2, within(1e-12));
            }
        }
    }

    @Test
    void logitsOfAnySizeGiveFiniteLosses() {
        INDArray z = Nd4j.createFromArray(new double[][] {{1000, -1000, 0}, {-1e5, 1e5, 1e5}, {-900, -900, -901}});
        double[] losses = new Categorical().lossPerExample(z, targets());

        assertThat(losses[0]).isZero();
        assertThat(losses[1]).isCloseTo(Math.log(2), within(1e-10));
        assertThat(losses[2]).isCloseTo(1 + Math.log(2 + Math.exp(-1)), within(1e-10));
        INDArray probabilities = new Categorical().mean(z);
        assertThat(probabilities.getRow(1).toDoubleVector()).containsExactly(new double[] {0, 0.5, 0.5}, within(1e-10));
    }
}
