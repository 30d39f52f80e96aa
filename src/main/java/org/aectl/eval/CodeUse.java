package org.aectl.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.CodeDistribution;

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
        int units = autoencoder.codeSize();
        double[] divergences = new double[units];
        double[] means = new double[units];
        double[] squares = new double[units];
        long examples = 0;
        for (Batch batch : batches) {
            CodeDistribution codes = autoencoder.distribution(batch);
            for (int unit = 0; unit < units; unit++) {
                divergences[unit] += codes.divergences()[unit] * batch.count();
            }
            for (int row = 0; row < batch.count(); row++) {
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
        double count = examples;
        List<Double> perUnit = new ArrayList<>();
        Arrays.stream(divergences).forEach(sum -> perUnit.add(sum / count));
        int active = (int) Arrays.stream(squares)
                .filter(sum -> sum / count > ACTIVE_VARIANCE)
                .count();
        return new CodeUse(units, active, List.copyOf(perUnit));
    }
}
