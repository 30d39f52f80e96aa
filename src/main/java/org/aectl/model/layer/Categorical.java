package org.aectl.model.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An example is of class c with probability {@code softmax(z)_c}. The target is 1 for its class and 0 for the others, and
 * the loss the cross-entropy on logits, {@code log(sum_j exp(z_j)) - z_c}, in nats: finite for every z, because the
 * largest of them is taken out of the sum. Classes are few, so this is computed in plain loops and in double precision.
 */
public final class Categorical implements Likelihood {
    private static final long serialVersionUID = 1L;

    /** The probabilities of the classes. */
    @Override
    public INDArray mean(INDArray z) {
        return assign(z, probabilities(logProbabilities(z)));
    }

    @Override
    public INDArray lossPerExample(INDArray z, INDArray target) {
        INDArray losses = Nd4j.createUninitialized(z.dataType(), z.size(0));
        return assign(losses, losses(logProbabilities(z), doubles(target), (int) z.size(0)));
    }

    @Override
    public double lossAndGradient(INDArray z, INDArray target, INDArray delta) {
        double[] logProbabilities = logProbabilities(z);
        double[] targets = doubles(target);
        double[] gradient = probabilities(logProbabilities);
        double sum = 0;
        for (double loss : losses(logProbabilities, targets, (int) z.size(0))) {
            sum += loss;
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] -= targets[i];
        }
        assign(delta, gradient);
        return sum;
    }

    private static double[] losses(double[] logProbabilities, double[] targets, int examples) {
        double[] losses = new double[examples];
        int classes = targets.length / examples;
        for (int i = 0; i < targets.length; i++) {
            losses[i / classes] -= targets[i] * logProbabilities[i];
        }
        return losses;
    }

    private static double[] probabilities(double[] logProbabilities) {
        double[] probabilities = new double[logProbabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Math.exp(logProbabilities[i]);
        }
        return probabilities;
    }

    private static double[] logProbabilities(INDArray z) {
        double[] values = doubles(z);
        int classes = (int) z.size(1);
        for (int start = 0; start < values.length; start += classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = start; i < start + classes; i++) {
                largest = Math.max(largest, values[i]);
            }
            double sum = 0;
            for (int i = start; i < start + classes; i++) {
                sum += Math.exp(values[i] - largest);
            }
            double logarithm = largest + Math.log(sum);
            for (int i = start; i < start + classes; i++) {
                values[i] -= logarithm;
            }
        }
        return values;
    }

    private static double[] doubles(INDArray values) {
        return values.dup('c').data().asDouble();
    }

    private static INDArray assign(INDArray target, double[] values) {
        try (INDArray source = Nd4j.create(values, target.shape(), 'c')) {
            return target.assign(source);
        }
    }
}
