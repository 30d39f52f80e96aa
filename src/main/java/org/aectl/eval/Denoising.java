package org.aectl.eval;

import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.jspecify.annotations.Nullable;

/** How far corrupted examples, and what a model makes of them, are from the clean ones. All on the scaled data. */
public final class Denoising {
    private final ReconstructionError.Sums before;
    private final ReconstructionError.Sums after;

    /** @param range which the signal-to-noise ratio and the similarity are relative to; null where none is known */
    public Denoising(ExampleShape shape, @Nullable KnownRange range) {
        this.before = new ReconstructionError.Sums(shape, range);
        this.after = new ReconstructionError.Sums(shape, range);
    }

    /**
     * How close examples are to the clean ones; see {@link ReconstructionError}.
     *
     * @param psnr null where no range of the values is known
     * @param ssim null also where they are no pictures
     */
    public record Closeness(
            double mse, @Nullable Double psnr, @Nullable Double ssim) {
        /** Those of outputs. */
        public static Closeness of(ReconstructionError fidelity) {
            return new Closeness(fidelity.mse(), fidelity.psnr(), fidelity.ssim());
        }
    }

    /**
     * What denoising changes.
     *
     * @param before of the corrupted examples
     * @param after of what the model made of them
     */
    public record Change(Closeness before, Closeness after) {}

    /**
     * What denoising changes of each example of a batch.
     *
     * @param before of the corrupted ones
     * @param after of what the model made of them
     */
    public record Examples(ReconstructionError.PerExample before, ReconstructionError.PerExample after) {}

    /**
     * Takes a batch into account.
     *
     * @param batch with the corrupted examples as inputs and the clean ones as features
     * @param outputs what the model makes of the inputs
     */
    public Examples add(Batch batch, float[] outputs) {
        return new Examples(before.add(batch, batch.inputs()), after.add(batch, outputs));
    }

    /** Whether pictures are compared as such. */
    public boolean comparesPictures() {
        return before.comparesPictures();
    }

    /** Over all examples so far. */
    public Change overall() {
        return new Change(Closeness.of(before.means()), Closeness.of(after.means()));
    }
}
