package org.aectl.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.data.Batch;
import org.aectl.model.Autoencoder;

/**
 * How well an autoencoder gives back a set of examples.
 *
 * @param examples how many
 * @param loss what training lowers, mean over the examples
 * @param reconstruction its part that judges the output, mean over the examples
 * @param sse squared error summed over features, mean over the examples, on the scaled data
 * @param mse squared error, mean over features and examples
 * @param psnr peak signal-to-noise ratio in dB, 10 log10(peak^2 / mse) with the range of the scaled data as the peak;
 *     infinite for a perfect reconstruction
 */
public record Evaluation(long examples, double loss, double reconstruction, double sse, double mse, double psnr) {

    /**
     * Evaluates, batch by batch.
     *
     * @param peak range of the scaled data: 1 for data in [0,1]
     */
    public static Evaluation of(Autoencoder autoencoder, Iterable<Batch> batches, double peak) {
        long examples = 0;
        double loss = 0;
        double reconstruction = 0;
        double squares = 0;
        for (Batch batch : batches) {
            var losses = autoencoder.losses(batch);
            loss += losses.total() * batch.count();
            reconstruction += losses.parts().getOrDefault(org.aectl.model.Losses.RECONSTRUCTION, 0.0) * batch.count();
            squares += squaredError(batch.features(), autoencoder.reconstruct(batch));
            examples += batch.count();
        }
        double sse = squares / examples;
        double mse = sse / autoencoder.features();
        return new Evaluation(
                examples, loss / examples, reconstruction / examples, sse, mse, 10 * Math.log10(peak * peak / mse));
    }

    /** Sum of squared differences. */
    static double squaredError(float[] values, float[] others) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = (double) values[i] - others[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** The metrics by name. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", loss);
        metrics.put("reconstruction", reconstruction);
        metrics.put("sse", sse);
        metrics.put("mse", mse);
        metrics.put("psnr", psnr);
        return metrics;
    }
}
