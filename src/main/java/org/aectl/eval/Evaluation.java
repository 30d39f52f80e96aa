package org.aectl.eval;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.objective.Losses;
import org.jspecify.annotations.Nullable;

/**
 * How well an autoencoder gives back a set of examples.
 *
 * @param examples how many
 * @param loss what training lowers, mean over the examples
 * @param parts of the loss by name, raw, mean over the examples
 * @param omitted what the reconstruction loss leaves out of the negative log-likelihood in nats, mean over the examples
 * @param error of the outputs; of a variational model with the mean code
 * @param rows of the numbers that each example has one of, by name: {@code loss}, where it is a sum over examples, the
 *     {@code reconstruction}, {@code sse}, and of a variational model {@code kl} and {@code elbo}
 */
public record Evaluation(
        long examples,
        double loss,
        Map<String, Double> parts,
        double omitted,
        ReconstructionError error,
        Map<String, Spread.Sums> rows)
        implements Serializable {

    /**
     * Evaluates, batch by batch.
     *
     * @param range of the values; null where none is known
     */
    public static Evaluation of(Autoencoder autoencoder, Iterable<Batch> batches, @Nullable KnownRange range) {
        double loss = 0;
        Map<String, Double> parts = new LinkedHashMap<>();
        Map<String, Spread.Sums> rows = new LinkedHashMap<>();
        double omitted = 0;
        long rowsSoFar = 0;
        ReconstructionError.Sums sums =
                new ReconstructionError.Sums(autoencoder.plan().example(), range);
        for (Batch batch : batches) {
            Losses losses = autoencoder.losses(batch);
            loss += losses.total() * batch.count();
            losses.parts().forEach((part, value) -> parts.merge(part, value * batch.count(), Double::sum));
            sums.add(batch, autoencoder.codec().reconstruct(batch));
            double[] omittedOfRows = autoencoder.codec().omittedLosses(batch);
            for (double ofRow : omittedOfRows) {
                // Not by a sum: the mean of equal numbers is then that number, to the last bit.
                omitted += (ofRow - omitted) / ++rowsSoFar;
            }
            addRows(autoencoder, batch, losses, omittedOfRows, rows);
        }
        double count = sums.examples();
        parts.replaceAll((part, sum) -> sum / count);
        rows.put(Metric.SSE.key(), sums.spread());
        return new Evaluation(sums.examples(), loss / count, parts, omitted, sums.means(), rows);
    }

    private static void addRows(
            Autoencoder autoencoder, Batch batch, Losses losses, double[] omitted, Map<String, Spread.Sums> rows) {
        double[] reconstructions = reconstructions(autoencoder, batch);
        double[] divergences = autoencoder.hasPosterior()
                ? autoencoder.codec().posterior(batch).divergencesPerExample()
                : new double[batch.count()];
        if (autoencoder.divergenceWeight().isPresent()) {
            double weight = autoencoder.divergenceWeight().getAsDouble();
            double[] loss = new double[batch.count()];
            Arrays.setAll(loss, row -> reconstructions[row] + weight * divergences[row]);
            // Penalties on weights and on the mean activation are no single example's.
            double shared = losses.total() - Arrays.stream(loss).average().orElse(0);
            add(
                    rows,
                    Metric.LOSS.key(),
                    Arrays.stream(loss).map(value -> value + shared).toArray());
        }
        add(rows, Losses.RECONSTRUCTION, reconstructions);
        if (autoencoder.hasPosterior()) {
            add(rows, Losses.KL, divergences);
            double[] bounds = new double[batch.count()];
            Arrays.setAll(bounds, row -> -(reconstructions[row] + omitted[row] + divergences[row]));
            add(rows, Metric.ELBO.key(), bounds);
        }
    }

    private static void add(Map<String, Spread.Sums> rows, String name, double[] numbers) {
        rows.computeIfAbsent(name, added -> new Spread.Sums()).add(numbers);
    }

    /** Of each example; of a variational model the mean over the codes that are drawn for it. */
    private static double[] reconstructions(Autoencoder autoencoder, Batch batch) {
        if (!autoencoder.hasPosterior()) {
            return autoencoder.codec().reconstructionLosses(batch);
        }
        double[] drawn = autoencoder.codec().drawnReconstructionLosses(batch);
        int draws = drawn.length / batch.count();
        double[] means = new double[batch.count()];
        for (int i = 0; i < drawn.length; i++) {
            means[i / draws] += drawn[i] / draws;
        }
        return means;
    }

    /**
     * Of all examples of several sets. The sums of the first part's rows take in those of the others.
     *
     * @param parts at least one, of the same autoencoder
     * @param range that they were evaluated with, of the scaled values; null where none is known
     */
    public static Evaluation merged(List<Evaluation> parts, @Nullable KnownRange range) {
        Evaluation first = parts.get(0);
        Map<String, Double> losses = new LinkedHashMap<>(first.parts);
        losses.replaceAll((name, ignored) -> mean(parts, part -> part.parts.getOrDefault(name, Double.NaN)));
        double mse = mean(parts, part -> part.error.mse());
        for (Evaluation part : parts.subList(1, parts.size())) {
            part.rows.forEach((name, sums) ->
                    first.rows.computeIfAbsent(name, added -> new Spread.Sums()).add(sums));
        }
        return new Evaluation(
                parts.stream().mapToLong(Evaluation::examples).sum(),
                mean(parts, Evaluation::loss),
                losses,
                mean(parts, Evaluation::omitted),
                new ReconstructionError(
                        mean(parts, part -> part.error.sse()),
                        mse,
                        ReconstructionError.psnr(mse, range),
                        first.error.ssim() == null ? null : mean(parts, Evaluation::similarity)),
                first.rows);
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

    private double similarity() {
        Double ssim = error.ssim();
        return ssim == null ? Double.NaN : ssim;
    }

    /** The part of the loss that judges the output. */
    public double reconstruction() {
        return parts.getOrDefault(Losses.RECONSTRUCTION, Double.NaN);
    }

    /** The metrics by name. */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(Metric.LOSS.key(), loss);
        metrics.putAll(parts);
        error.metrics().forEach((metric, value) -> metrics.put(metric.key(), value));
        return metrics;
    }
}
