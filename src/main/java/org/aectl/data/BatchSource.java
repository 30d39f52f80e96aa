package org.aectl.data;

/** Examples in batches, as often as they are asked for. */
public interface BatchSource {
    /** How many batches all examples make. */
    int count();

    /**
     * All examples once, in the order of an epoch and corrupted for it.
     *
     * @param epoch from 0
     */
    Iterable<Batch> epoch(int epoch);

    /** All examples once, in their own order and clean, the same whenever it is asked for. */
    Iterable<Batch> inOrder();
}
