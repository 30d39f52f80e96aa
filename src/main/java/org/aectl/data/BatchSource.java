package org.aectl.data;

import java.util.Iterator;
import java.util.Optional;

/** Examples in batches, as often as they are asked for. */
public interface BatchSource {
    /** How many batches all examples make. */
    int count();

    /**
     * All examples once, in the order of an epoch and corrupted for it.
     *
     * @param epoch from 0
     */
    default Iterable<Batch> epoch(int epoch) {
        return epoch(epoch, 0);
    }

    /**
     * The rest of an epoch: its batches without the first few.
     *
     * @param done batches that are left out, from 0 to {@link #count()}
     */
    Iterable<Batch> epoch(int epoch, int done);

    /**
     * The batches of {@link #epoch} to be made row by row; empty where a row is not made quickly. The third one uses the
     * memory of the first, and so on: a batch is gone when the next but one is begun.
     */
    default Optional<Iterator<Assembly>> assemblies(int epoch, int done) {
        return Optional.empty();
    }

    /** All examples once, in their own order and clean, the same whenever it is asked for. */
    Iterable<Batch> inOrder();
}
