package org.aectl.model.likelihood;

import org.aectl.kernel.Doubles;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An example is of class c with probability {@code softmax(z)_c}. The target is 1 for its class and 0 for the others, and
 * the loss the cross-entropy on logits, {@code log(sum_j exp(z_j)) - z_c}, in nats: finite for every z, because the
 * largest of them is taken out of the sum. Classes are few, so this is computed in plain loops and in double precision.
 */
public final class Categorical implements Likelihood {
    /** The probabilities of the classes. */
    @Override
    public INDArray mean(INDArray z) {
        return Doubles.into(z, probabilities(logProbabilities(z)));
    }

    @Override
    public double[] lossPerExample(INDArray z, INDArray target) {
        return losses(logProbabilities(z), Doubles.of(target), (int) z.size(0));
    }

    @Override
    public double[] lossAndGradient(INDArray z, INDArray target, double factor, INDArray delta) {
        double[] logProbabilities = logProbabilities(z);
        double[] targets = Doubles.of(target);
        double[] gradient = probabilities(logProbabilities);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = factor * (gradient[i] - targets[i]);
        }
        Doubles.into(delta, gradient);
        return losses(logProbabilities, targets, (int) z.size(0));
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
        double[] values = Doubles.of(z);
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
}
