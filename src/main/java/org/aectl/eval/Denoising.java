package org.aectl.eval;

import org.aectl.data.Batch;
import org.aectl.data.ExampleShape;
import org.jspecify.annotations.Nullable;

/**
 * How far corrupted examples and what a model makes of them are from the clean ones, example by example and on the whole.
 * All on the scaled data.
 */
public final class Denoising {
    private final int size;
    private final double range;
    private final @Nullable StructuralSimilarity similarity;
    private final Means before = new Means();
    private final Means after = new Means();
    private int examples;

    /** @param range of the scaled data, which the signal-to-noise ratio and the similarity are relative to */
    public Denoising(ExampleShape shape, double range) {
        this.size = shape.size();
        this.range = range;
        this.similarity = shape.isImage() ? new StructuralSimilarity(shape, range) : null;
    }

    /**
     * How close examples are to the clean ones.
     *
     * @param mse squared error, mean over the features
     * @param psnr peak signal-to-noise ratio in dB, 10 log10(range^2 / mse), of the mean error over all examples where
     *     there are several
     * @param ssim structural similarity, mean over the examples; null where they are no pictures
     */
    public record Closeness(
            double mse, double psnr, @Nullable Double ssim) {}

    /**
     * What denoising changes.
     *
     * @param before of the corrupted examples
     * @param after of what the model made of them
     */
    public record Change(Closeness before, Closeness after) {}

    /** The sums of a side. */
    private static final class Means {
        private double errors;
        private double similarities;
    }

    /**
     * Takes an example into account.
     *
     * @param batch with the corrupted examples as inputs and the clean ones as features
     * @param outputs what the model makes of the inputs
     * @param example number within the batch
     */
    public Change add(Batch batch, float[] outputs, int example) {
        examples++;
        return new Change(
                add(before, batch.features(), batch.inputs(), example), add(after, batch.features(), outputs, example));
    }

    private Closeness add(Means means, float[] clean, float[] other, int example) {
        int first = example * size;
        double squares = 0;
        for (int i = first; i < first + size; i++) {
            double difference = (double) other[i] - clean[i];
            squares += difference * difference;
        }
        means.errors += squares / size;
        Double ssim = similarity == null ? null : (Double) similarity.of(clean, first, other, first);
        means.similarities += ssim == null ? 0 : ssim;
        return closeness(squares / size, ssim);
    }

    private Closeness closeness(double mse, @Nullable Double ssim) {
        return new Closeness(mse, 10 * Math.log10(range * range / mse), ssim);
    }

    /** Over all examples so far. */
    public Change overall() {
        return new Change(mean(before), mean(after));
    }

    private Closeness mean(Means means) {
        return closeness(means.errors / examples, similarity == null ? null : (Double) (means.similarities / examples));
    }
}
