package org.aectl.model.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.aectl.config.KlConfig;
import org.aectl.config.ModelConfig;
import org.aectl.model.code.GaussianCode;
import org.aectl.model.code.Posterior;
import org.aectl.model.code.PosteriorBatch;
import org.aectl.model.code.Prior;
import org.aectl.model.likelihood.LikelihoodLoss;

/**
 * The loss of a variational autoencoder, in nats, and the gradients that do not come through the decoder. With l the
 * reconstruction loss of one sample, beta the weight of the divergence and n examples it is
 *
 * <ul>
 *   <li>for the evidence lower bound, {@code mean l + beta * sum_j max(freeBits, KL_j)}, with KL_j the mean divergence of
 *       unit j over the batch (Kingma and Welling 2014; Higgins et al. 2017; Kingma et al. 2016, appendix C.8);
 *   <li>for the importance-weighted bound, the mean over examples of {@code -log mean_s exp(-l_s - beta r_s)} over samples s
 *       with {@code r = log q(z|x) - log p(z)} (Burda et al. 2015).
 * </ul>
 */
final class VariationalObjective implements Objective, GaussianCode.CodePenalty, LikelihoodLoss.RowWeights {
    private final KlConfig kl;
    private final boolean isWeighted;
    private double weight;
    private double[] rowWeights = {};
    private final GaussianCode.Instance code;

    /**
     * Has the code and the loss of a network pass back its gradients.
     *
     * @param code of the network
     * @param loss of the network
     */
    VariationalObjective(ModelConfig model, GaussianCode.Instance code, LikelihoodLoss loss) {
        this.kl = model.kl() == null ? KlConfig.BOUND : model.kl();
        this.isWeighted = model.bound() == ModelConfig.Bound.IWAE;
        this.code = code;
        code.penalise(this);
        if (isWeighted) {
            loss.weigh(this, code);
        }
    }

    /** Sets the weight of the divergence to that of this point. */
    @Override
    public void at(double epochs) {
        weight = kl.weight(epochs);
    }

    /** Sets the weight of the divergence to that at the end of every warm-up. */
    @Override
    public void atEnd() {
        weight = kl.beta();
    }

    @Override
    public List<String> parts() {
        return List.of(Losses.KL);
    }

    /** With free bits and with the importance-weighted bound, the loss is no mean over examples. */
    @Override
    public OptionalDouble divergenceWeight() {
        return isWeighted || kl.freeBits() > 0 ? OptionalDouble.empty() : OptionalDouble.of(kl.beta());
    }

    @Override
    public double total(double reconstruction, double[] rows, Map<String, Double> parts) {
        PosteriorBatch moments = code.moments();
        double[] divergences = moments.posterior().divergences();
        parts.put(Losses.KL, Arrays.stream(divergences).sum());
        if (isWeighted) {
            return weightedBound(moments, rows);
        }
        double divergence = 0;
        for (double ofUnit : divergences) {
            divergence += Math.max(kl.freeBits(), ofUnit);
        }
        return reconstruction + weight * divergence;
    }

    private double weightedBound(PosteriorBatch moments, double[] losses) {
        double[] logWeights = logWeights(moments, losses);
        int samples = moments.samples();
        double sum = 0;
        for (int example = 0; example < moments.examples(); example++) {
            sum -= logMeanExp(logWeights, example * samples, samples);
        }
        return sum / moments.examples();
    }

    private double[] logWeights(PosteriorBatch moments, double[] losses) {
        double[] logWeights = moments.logRatios();
        for (int row = 0; row < logWeights.length; row++) {
            logWeights[row] = -losses[row] - weight * logWeights[row];
        }
        return logWeights;
    }

    /** log of the mean of exp(values), without overflow. */
    static double logMeanExp(double[] values, int offset, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + count; i++) {
            largest = Math.max(largest, values[i]);
        }
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            sum += Math.exp(values[i] - largest);
        }
        return largest + Math.log(sum / count);
    }

    /** The weights of the samples' gradients: their share of the importance, over the number of examples. */
    @Override
    public double[] of(double[] losses, PosteriorBatch moments) {
        rowWeights = logWeights(moments, losses);
        int samples = moments.samples();
        for (int first = 0; first < rowWeights.length; first += samples) {
            double logSum = logMeanExp(rowWeights, first, samples) + Math.log(samples);
            for (int row = first; row < first + samples; row++) {
                rowWeights[row] = Math.exp(rowWeights[row] - logSum) / moments.examples();
            }
        }
        return rowWeights;
    }

    @Override
    public void addGradient(PosteriorBatch moments, double[] meanGradient, double[] logVarianceGradient) {
        if (isWeighted) {
            addWeighted(moments, meanGradient, logVarianceGradient);
        } else {
            addDivergence(moments, meanGradient, logVarianceGradient);
        }
    }

    /** Of {@code beta * max(freeBits, KL_j)}, where not free. */
    private void addDivergence(PosteriorBatch moments, double[] meanGradient, double[] logVarianceGradient) {
        double scale = weight / moments.examples();
        Posterior posterior = moments.posterior();
        double[] divergences = posterior.divergences();
        for (int i = 0; i < meanGradient.length; i++) {
            if (divergences[i % moments.units()] > kl.freeBits()) {
                double mean = posterior.means()[i];
                double logVariance = posterior.logVariances()[i];
                meanGradient[i] += scale * posterior.prior().meanSlope(mean, logVariance);
                logVarianceGradient[i] += scale * posterior.prior().logVarianceSlope(mean, logVariance);
            }
        }
    }

    /** Of {@code beta r}, r = -log p(z) - (logVariance + noise^2) / 2: by the draw, and -beta/2 for the log-variance. */
    private void addWeighted(PosteriorBatch moments, double[] meanGradient, double[] logVarianceGradient) {
        int units = moments.units();
        int samples = moments.samples();
        Prior prior = moments.posterior().prior();
        double[] codeGradient = new double[moments.codes().length];
        for (int at = 0; at < codeGradient.length; at++) {
            double share = weight * rowWeights[at / units];
            codeGradient[at] = prior.energySlope(moments.codes()[at]) * share;
            logVarianceGradient[at / units / samples * units + at % units] -= share / 2;
        }
        moments.passBack(codeGradient, meanGradient, logVarianceGradient);
    }
}
