package org.aectl.eval;

import java.util.Arrays;
import java.util.function.Function;
import org.aectl.data.KeyedRandom;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;

/**
 * The negative log-likelihood of a variational autoencoder by importance sampling from the encoder (Burda et al. 2015):
 * {@code -log 1/k sum_s p(x|z_s) p(z_s) / q(z_s|x)}. An upper bound in expectation, tighter with more draws; the draws of
 * an example depend on the seed and its row alone.
 *
 * @param autoencoder with a code that is a distribution
 * @param draws k, codes for each example
 * @param firstRow number that the first row of the batches has in the whole set
 */
public record ImportanceSampling(Autoencoder autoencoder, int draws, long seed, int firstRow) {
    /** Codes that are decoded at once. */
    private static final int MOST_ROWS = 4096;

    /** log p(x) of each example of a batch, in nats. */
    public double[] logLikelihoods(Batch batch) {
        double[] largest = new double[batch.count()];
        double[] sums = new double[batch.count()];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        draw(batch, autoencoder.codec()::logWeights, (example, logWeight) -> {
            double highest = Math.max(largest[example], logWeight);
            sums[example] = sums[example] * Math.exp(largest[example] - highest) + Math.exp(logWeight - highest);
            largest[example] = highest;
        });
        for (int example = 0; example < sums.length; example++) {
            sums[example] = largest[example] + Math.log(sums[example] / draws);
        }
        return sums;
    }

    /**
     * The evidence lower bound of each example of a batch, in nats, constants included: the mean over the draws of
     * log p(x|z), less the divergence of q(z|x) from the prior.
     */
    public double[] lowerBounds(Batch batch) {
        double[] bounds = autoencoder.codec().posterior(batch).divergencesPerExample();
        double[] omitted = autoencoder.codec().omittedLosses(batch);
        Arrays.setAll(bounds, example -> -bounds[example] - omitted[example]);
        draw(batch, autoencoder.codec()::drawnReconstructionLosses, (example, loss) -> bounds[example] -= loss / draws);
        return bounds;
    }

    /** Takes one number of one draw. */
    private interface Receiver {
        void take(int example, double value);
    }

    /** Draws codes, as many at once as fit, and hands over a number for each. */
    private void draw(Batch batch, Function<Batch, double[]> numbers, Receiver receiver) {
        int atOnce = Math.max(1, MOST_ROWS / batch.count());
        for (int first = 0; first < draws; first += atOnce) {
            int count = Math.min(atOnce, draws - first);
            double[] values = numbers.apply(batch.withCodeNoise(noise(batch, first, count)));
            for (int i = 0; i < values.length; i++) {
                receiver.take(i / count, values[i]);
            }
        }
    }

    private float[] noise(Batch batch, int first, int count) {
        int units = autoencoder.codeSize();
        float[] noise = new float[Math.multiplyExact(batch.count() * count, units)];
        KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.IMPORTANCE, 0, 0);
        for (int i = 0; i < batch.count() * count; i++) {
            random.rekey(seed, KeyedRandom.Purpose.IMPORTANCE, first + i % count, firstRow + batch.rows()[i / count]);
            random.fillGaussian(noise, i * units, units);
        }
        return noise;
    }
}
