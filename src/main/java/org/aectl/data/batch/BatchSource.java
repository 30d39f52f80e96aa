package org.aectl.data.batch;

/** Examples in batches, as often as they are asked for. */
public interface BatchSource extends PortionSource<Batch> {
    /**
     * All examples once, in the order of an epoch and corrupted for it.
     *
     * @param epoch from 0
     */
    default Iterable<Batch> epoch(int epoch) {
        return epoch(epoch, 0);
    }
}
