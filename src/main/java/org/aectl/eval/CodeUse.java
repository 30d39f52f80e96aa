package org.aectl.eval;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.code.Posterior;

/**
 * How much of a variational code is used. A unit whose distribution is the prior's whatever the example (posterior
 * collapse) tells the decoder nothing.
 *
 * @param units of the code
 * @param activeUnits those whose mean varies from example to example by more than {@link #ACTIVE_VARIANCE} (Burda et al.
 *     2015, section 5.2)
 * @param klPerUnit divergence from the prior in nats, mean over the examples
 */
public record CodeUse(int units, int activeUnits, List<Double> klPerUnit) {
    /** Variance of the mean over the examples that an active unit exceeds. */
    public static final double ACTIVE_VARIANCE = 0.01;

    /**
     * Measures, batch by batch.
     *
     * @param autoencoder with a code that is a distribution
     * @param batches at least one example
     */
    public static CodeUse of(Autoencoder autoencoder, Iterable<Batch> batches) {
        Sums sums = new Sums(autoencoder.codeSize());
        batches.forEach(batch -> sums.add(autoencoder.codec().posterior(batch)));
        return sums.use();
    }

    /** What is added up over examples, also over those of several places. */
    public static final class Sums implements Serializable {
        private final double[] divergences;
        private final double[] means;
        private final double[] squares;
        private long examples;

        /** @param units of the code */
        public Sums(int units) {
            this.divergences = new double[units];
            this.means = new double[units];
            this.squares = new double[units];
        }

        /** Adds the codes of a batch. */
        public void add(Posterior codes) {
            int units = means.length;
            int rows = codes.means().length / units;
            double[] ofUnits = codes.divergences();
            for (int unit = 0; unit < units; unit++) {
                divergences[unit] += ofUnits[unit] * rows;
            }
            for (int row = 0; row < rows; row++) {
                examples++;
                for (int unit = 0; unit < units; unit++) {
                    // Welford's update: no difference of large sums.
                    double value = codes.means()[row * units + unit];
                    double difference = value - means[unit];
                    means[unit] += difference / examples;
                    squares[unit] += difference * (value - means[unit]);
                }
            }
        }

        /** Adds what others have added up, by the formula of Chan, Golub and LeVeque (1979). */
        public void add(Sums others) {
            if (others.examples == 0) {
                return;
            }
            double all = examples + others.examples;
            for (int unit = 0; unit < means.length; unit++) {
                double difference = others.means[unit] - means[unit];
                divergences[unit] += others.divergences[unit];
                means[unit] += difference * others.examples / all;
                squares[unit] += others.squares[unit] + difference * difference * examples * others.examples / all;
            }
            examples += others.examples;
        }

        /** Of at least one example. */
        public CodeUse use() {
            double count = examples;
            List<Double> perUnit =
                    Arrays.stream(divergences).mapToObj(sum -> sum / count).toList();
            int active = (int) Arrays.stream(squares)
                    .filter(sum -> sum / count > ACTIVE_VARIANCE)
                    .count();
            return new CodeUse(means.length, active, perUnit);
        }
    }
}
