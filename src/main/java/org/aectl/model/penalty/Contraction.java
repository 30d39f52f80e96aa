package org.aectl.model.penalty;

import java.util.Arrays;
import java.util.function.Supplier;
import org.aectl.kernel.Doubles;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The contractive penalty of one layer of sigmoid units h = s(x W + b) (Rifai et al. 2011): lambda times the squared Frobenius norm of
 * the Jacobian dh/dx, which is {@code lambda * sum_j (h_j (1 - h_j))^2 sum_i W_ij^2}, mean over the examples. It depends on the
 * weights twice, by the activations and by itself.
 */
public final class Contraction implements ActivationRegulariser {
    private final double lambda;
    private final INDArray weights;
    private final Supplier<INDArray> weightGradient;
    private double[] weightScales = {};

    /**
     * @param weights of the layer, [inputs, units]
     * @param weightGradient where their gradient is once both passes are through
     */
    public Contraction(double lambda, INDArray weights, Supplier<INDArray> weightGradient) {
        this.lambda = lambda;
        this.weights = weights;
        this.weightGradient = weightGradient;
    }

    @Override
    public double penalty(INDArray activations) {
        return penalty(meanSquaredSlopes(Doubles.of(activations)), squaredNorms());
    }

    private double penalty(double[] squaredSlopes, double[] norms) {
        double sum = 0;
        for (int unit = 0; unit < norms.length; unit++) {
            sum += squaredSlopes[unit] * norms[unit];
        }
        return lambda * sum;
    }

    @Override
    public double addGradient(INDArray activations, INDArray epsilon) {
        double[] values = Doubles.of(activations);
        double[] norms = squaredNorms();
        double[] gradient = Doubles.of(epsilon);
        double scale = 2 * lambda * norms.length / values.length;
        for (int i = 0; i < values.length; i++) {
            double h = values[i];
            gradient[i] += scale * h * (1 - h) * (1 - 2 * h) * norms[i % norms.length];
        }
        Doubles.into(epsilon, gradient);
        double[] squaredSlopes = meanSquaredSlopes(values);
        weightScales =
                Arrays.stream(squaredSlopes).map(square -> 2 * lambda * square).toArray();
        return penalty(squaredSlopes, norms);
    }

    @Override
    public void addWeightGradient() {
        INDArray scales = Nd4j.createFromArray(weightScales).castTo(weights.dataType());
        weightGradient.get().addi(weights.mulRowVector(scales));
    }

    /** The mean over the examples of each unit's (h (1 - h))^2. */
    private double[] meanSquaredSlopes(double[] activations) {
        double[] means = new double[(int) weights.size(1)];
        for (int i = 0; i < activations.length; i++) {
            double slope = activations[i] * (1 - activations[i]);
            means[i % means.length] += slope * slope * means.length / activations.length;
        }
        return means;
    }

    private double[] squaredNorms() {
        double[] norms = weights.norm2(0).toDoubleVector();
        for (int unit = 0; unit < norms.length; unit++) {
            norms[unit] *= norms[unit];
        }
        return norms;
    }
}
