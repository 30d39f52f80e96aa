package org.aectl.data.batch;

import java.util.Iterator;
import java.util.Optional;

/**
 * Examples in batches, as often as they are asked for.
 *
 * @param <B> a {@link Batch}, or what stands for one in a training on other machines
 */
public interface BatchSource<B extends TrainingUnit> {
    /** How many batches all examples make. */
    int count();

    /**
     * All examples once, in the order of an epoch and corrupted for it.
     *
     * @param epoch from 0
     */
    default Iterable<B> epoch(int epoch) {
        return epoch(epoch, 0);
    }

    /**
     * The rest of an epoch, without its first batches.
     *
     * @param epoch from 0
     * @param done batches that are left out, from 0 to {@link #count()}
     */
    Iterable<B> epoch(int epoch, int done);

    /**
     * The batches of {@link #epoch(int, int)} to be filled row by row; empty where a row takes long. The third one uses the
     * memory of the first, and so on: a batch is gone when the next but one is begun.
     */
    default Optional<Iterator<PendingBatch<B>>> pendingBatches(int epoch, int done) {
        return Optional.empty();
    }

    /** All examples once, in their own order and clean, the same whenever it is asked for. */
    Iterable<B> inOrder();
}
