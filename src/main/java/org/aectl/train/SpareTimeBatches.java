package org.aectl.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.aectl.data.batch.PendingBatch;
import org.aectl.data.batch.TrainingUnit;
import org.aectl.kernel.BackgroundTask;
import org.aectl.kernel.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Batches that are made while the one before is trained on, by the threads of its arithmetic when they wait for each other. A
 * thread of its own would put one of those aside and let the others wait for it.
 */
final class SpareTimeBatches<B extends TrainingUnit> implements AheadIterator<B> {
    private final Iterator<PendingBatch<B>> pending;
    private @Nullable PendingBatch<B> next;
    private @Nullable BackgroundTask work;

    /** @param pending of batches that are gone when the next but one is begun */
    SpareTimeBatches(Iterator<PendingBatch<B>> pending) {
        this.pending = pending;
        begin();
    }

    private void begin() {
        if (pending.hasNext()) {
            PendingBatch<B> begun = pending.next();
            next = begun;
            work = Workers.inSpareTime(begun.rows(), begun::fillRow);
        } else {
            next = null;
            work = null;
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public B next() {
        if (next == null || work == null) {
            throw new NoSuchElementException();
        }
        work.finish();
        B batch = next.batch();
        begin();
        return batch;
    }

    @Override
    public void close() {
        if (work != null) {
            work.drop();
        }
    }
}
