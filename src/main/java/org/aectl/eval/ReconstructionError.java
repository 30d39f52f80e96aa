package org.aectl.eval;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.eval.linear.SquaredErrors;
import org.jspecify.annotations.Nullable;

/**
 * How close outputs come to examples, on the scaled data.
 *
 * @param sse squared error summed over features, mean over the examples
 * @param mse squared error, mean over features and examples
 * @param psnr peak signal-to-noise ratio in dB, 10 log10(L^2 / mse) with L and the mse of the {@link KnownRange}; infinite
 *     for perfect outputs, null where no range is known
 * @param ssim mean {@link StructuralSimilarity}; null also for examples that are no pictures
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReconstructionError(
        double sse,
        double mse,
        @Nullable Double psnr,
        @Nullable Double ssim) implements Serializable {

    private static final double[] NONE = {};

    /** The numbers there are. */
    public Map<Metric, Double> metrics() {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        metrics.put(Metric.SSE, sse);
        metrics.put(Metric.MSE, mse);
        if (psnr != null) {
            metrics.put(Metric.PSNR, psnr);
        }
        if (ssim != null) {
            metrics.put(Metric.SSIM, ssim);
        }
        return metrics;
    }

    /**
     * The examples of a batch, one by one.
     *
     * @param sse squared error summed over features
     * @param ssim empty for examples that are no pictures
     */
    public record PerExample(double[] sse, double[] ssim) {}

    /** Peak signal-to-noise ratio in dB; null without a range. */
    static @Nullable Double psnr(double mse, @Nullable KnownRange range) {
        return range == null ? null : Double.valueOf(10 * Math.log10(range.width() * range.width() / mse));
    }

    /** Adds up batch by batch. */
    public static final class Sums {
        private final ExampleShape shape;
        private final @Nullable KnownRange range;
        private final @Nullable StructuralSimilarity similarity;
        private final Spread.Sums spread = new Spread.Sums();
        private long examples;
        private double squares;
        private double squaresInRange;
        private double similarities;

        /** @param range null where none is known */
        public Sums(ExampleShape shape, @Nullable KnownRange range) {
            this.shape = shape;
            this.range = range;
            this.similarity = shape.isImage() && range != null ? new StructuralSimilarity(shape, range.width()) : null;
        }

        /** Adds the outputs for a batch. */
        public PerExample add(Batch batch, float[] outputs) {
            double[] errors = SquaredErrors.perExample(batch, outputs);
            double sum = Arrays.stream(errors).sum();
            examples += batch.count();
            squares += sum;
            spread.add(errors);
            if (range == null) {
                return new PerExample(errors, NONE);
            }
            float[] wanted = range.values(batch.features());
            float[] found = range.values(outputs);
            squaresInRange += range.raw() == null ? sum : squares(wanted, found);
            double[] similar = similarity == null ? NONE : similarity.ofEach(wanted, found);
            similarities += Arrays.stream(similar).sum();
            return new PerExample(errors, similar);
        }

        private static double squares(float[] wanted, float[] found) {
            double sum = 0;
            for (int i = 0; i < wanted.length; i++) {
                double difference = (double) wanted[i] - found[i];
                sum += difference * difference;
            }
            return sum;
        }

        /** Of the squared errors. */
        Spread.Sums spread() {
            return spread;
        }

        /** Whether pictures are compared as such, which needs some range of values. */
        boolean comparesPictures() {
            return similarity != null;
        }

        /** How many examples were added. */
        public long examples() {
            return examples;
        }

        /** Of at least one example. */
        public ReconstructionError means() {
            double sse = squares / examples;
            return new ReconstructionError(
                    sse,
                    sse / shape.size(),
                    ReconstructionError.psnr(squaresInRange / examples / shape.size(), range),
                    similarity == null ? null : similarities / examples);
        }
    }
}
