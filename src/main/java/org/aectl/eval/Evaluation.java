package org.aectl.eval;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.aectl.data.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.Losses;
import org.jspecify.annotations.Nullable;

/**
 * How well an autoencoder gives back a set of examples.
 *
 * @param examples how many
 * @param loss what training lowers, mean over the examples
 * @param parts of the loss by name, raw, mean over the examples
 * @param sse squared error summed over features, mean over the examples, on the scaled data; of a variational model with
 *     the mean code
 * @param mse squared error, mean over features and examples
 * @param psnr peak signal-to-noise ratio in dB, 10 log10(peak^2 / mse) with the range of the scaled data as the peak;
 *     infinite for a perfect reconstruction
 * @param ssim mean {@link StructuralSimilarity} of pictures and their reconstructions; null for examples that are none
 */
public record Evaluation(
        long examples,
        double loss,
        Map<String, Double> parts,
        double sse,
        double mse,
        double psnr,
        @Nullable Double ssim)
        implements Serializable {

    /**
     * Evaluates, batch by batch.
     *
     * @param peak range of the scaled data: 1 for data in [0,1]
     */
    public static Evaluation of(Autoencoder autoencoder, Iterable<Batch> batches, double peak) {
        double loss = 0;
        Map<String, Double> parts = new LinkedHashMap<>();
        Fidelity.Sums sums = new Fidelity.Sums(autoencoder.plan().example(), peak);
        for (Batch batch : batches) {
            Losses losses = autoencoder.losses(batch);
            loss += losses.total() * batch.count();
            losses.parts().forEach((part, value) -> parts.merge(part, value * batch.count(), Double::sum));
            sums.add(batch, autoencoder.reconstruct(batch));
        }
        double count = sums.examples();
        parts.replaceAll((part, sum) -> sum / count);
        Fidelity fidelity = sums.means();
        return new Evaluation(
                sums.examples(), loss / count, parts, fidelity.sse(), fidelity.mse(), fidelity.psnr(), fidelity.ssim());
    }

    /**
     * Of all examples of several sets.
     *
     * @param parts at least one, of the same autoencoder
     * @param peak that they were evaluated with
     */
    public static Evaluation merged(List<Evaluation> parts, double peak) {
        Evaluation first = parts.get(0);
        Map<String, Double> losses = new LinkedHashMap<>(first.parts);
        losses.replaceAll((name, ignored) -> mean(parts, part -> part.parts.getOrDefault(name, Double.NaN)));
        double mse = mean(parts, Evaluation::mse);
        return new Evaluation(
                parts.stream().mapToLong(Evaluation::examples).sum(),
                mean(parts, Evaluation::loss),
                losses,
                mean(parts, Evaluation::sse),
                mse,
                Fidelity.psnr(mse, peak),
                first.ssim == null ? null : mean(parts, part -> part.ssim == null ? Double.NaN : part.ssim));
    }

    private static double mean(List<Evaluation> parts, ToDoubleFunction<Evaluation> metric) {
        double sum = 0;
        long examples = 0;
        for (Evaluation part : parts) {
            sum += metric.applyAsDouble(part) * part.examples;
            examples += part.examples;
        }
        return sum / examples;
    }

    /** The part of the loss that judges the output. */
    public double reconstruction() {
        return parts.getOrDefault(Losses.RECONSTRUCTION, Double.NaN);
    }

    /** The metrics by name. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", loss);
        metrics.putAll(parts);
        metrics.put("sse", sse);
        metrics.put("mse", mse);
        metrics.put("psnr", psnr);
        if (ssim != null) {
            metrics.put("ssim", ssim);
        }
        return metrics;
    }
}
