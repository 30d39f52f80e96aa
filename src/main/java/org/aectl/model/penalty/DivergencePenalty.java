package org.aectl.model.penalty;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Draws the mean activation of each unit to rho: {@code beta * sum_j KL(rho || m_j)} with m_j the mean of unit j over
 * the batch and {@code KL(p || q) = p ln(p / q) + (1 - p) ln((1 - p) / (1 - q))}, in nats (Lee, Ekanadham and Ng 2008;
 * Ng 2011, CS294A lecture notes). The gradient for each of n examples is {@code beta / n * ((1 - rho) / (1 - m_j) - rho
 * / m_j)}.
 *
 * @param rho in (0,1)
 * @param symmetric whether activations lie in (-1,1), as those of tanh, and are taken as {@code (1 + a) / 2}; if not, they lie in (0,1)
 */
public record DivergencePenalty(double rho, double beta, boolean symmetric) implements ActivationRegulariser {
    /** Keeps means off 0 and 1, where the divergence is infinite; a unit that is so far gone has no slope anyway. */
    private static final double MARGIN = 1e-7;

    @Override
    public double penalty(INDArray activations) {
        double sum = 0;
        for (double mean : means(activations)) {
            sum += rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean));
        }
        return beta * sum;
    }

    @Override
    public double addGradient(INDArray activations, INDArray epsilon) {
        double[] gradient = means(activations);
        double scale = beta / activations.size(0) * (symmetric ? 0.5 : 1);
        for (int unit = 0; unit < gradient.length; unit++) {
            gradient[unit] = scale * ((1 - rho) / (1 - gradient[unit]) - rho / gradient[unit]);
        }
        epsilon.addiRowVector(Nd4j.createFromArray(gradient).castTo(epsilon.dataType()));
        return penalty(activations);
    }

    private double[] means(INDArray activations) {
        double[] means = activations.mean(0).toDoubleVector();
        for (int unit = 0; unit < means.length; unit++) {
            double mean = symmetric ? (1 + means[unit]) / 2 : means[unit];
            means[unit] = Math.min(1 - MARGIN, Math.max(MARGIN, mean));
        }
        return means;
    }
}
