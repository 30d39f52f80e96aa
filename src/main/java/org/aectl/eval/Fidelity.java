package org.aectl.eval;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import org.aectl.data.Batch;
import org.aectl.data.ExampleShape;
import org.jspecify.annotations.Nullable;

/**
 * How close outputs come to examples, on the scaled data.
 *
 * @param sse squared error summed over features, mean over the examples
 * @param mse squared error, mean over features and examples
 * @param psnr peak signal-to-noise ratio in dB, 10 log10(peak^2 / mse) with the range of the scaled data as the peak;
 *     infinite for perfect outputs
 * @param ssim mean {@link StructuralSimilarity}; null for examples that are no pictures
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fidelity(
        double sse, double mse, double psnr, @Nullable Double ssim) {

    private static final double[] NONE = {};

    /**
     * The examples of a batch, one by one.
     *
     * @param sse squared error summed over features
     * @param ssim empty for examples that are no pictures
     */
    public record PerExample(double[] sse, double[] ssim) {}

    /** Peak signal-to-noise ratio in dB. */
    static double psnr(double mse, double peak) {
        return 10 * Math.log10(peak * peak / mse);
    }

    /** Adds up batch by batch. */
    public static final class Sums {
        private final ExampleShape shape;
        private final double peak;
        private final @Nullable StructuralSimilarity similarity;
        private long examples;
        private double squares;
        private double similarities;

        /** @param peak range of the scaled data: 1 for data in [0,1] */
        public Sums(ExampleShape shape, double peak) {
            this.shape = shape;
            this.peak = peak;
            this.similarity = shape.isImage() && peak > 0 ? new StructuralSimilarity(shape, peak) : null;
        }

        /** Adds the outputs for a batch. */
        public PerExample add(Batch batch, float[] outputs) {
            double[] errors = SquaredErrors.perExample(batch, outputs);
            double[] similar = similarity == null ? NONE : similarity.ofEach(batch.features(), outputs);
            examples += batch.count();
            squares += Arrays.stream(errors).sum();
            similarities += Arrays.stream(similar).sum();
            return new PerExample(errors, similar);
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
        public Fidelity means() {
            double sse = squares / examples;
            double mse = sse / shape.size();
            return new Fidelity(
                    sse, mse, Fidelity.psnr(mse, peak), similarity == null ? null : similarities / examples);
        }
    }
}
