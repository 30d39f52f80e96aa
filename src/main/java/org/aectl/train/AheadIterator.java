package org.aectl.train;

import java.util.Iterator;
import org.aectl.data.batch.BatchSource;
import org.aectl.data.batch.TrainingUnit;
import org.aectl.kernel.Workers;

/** An iterator that has its next item made before it is asked for it. */
interface AheadIterator<T> extends Iterator<T>, AutoCloseable {
    /** Batches that wait ready at most; more would only take memory. */
    int BATCHES = 2;

    /** Lets go of what is being made. */
    @Override
    void close();

    /**
     * The batches of an epoch that are not done yet. Those that are made quickly are made by the threads of the arithmetic, if there are several; a
     * batch is gone when the next one is asked for.
     */
    static <B extends TrainingUnit> AheadIterator<B> of(BatchSource<B> source, int epoch, int done) {
        if (Workers.count() > 1) {
            var pending = source.pendingBatches(epoch, done);
            if (pending.isPresent()) {
                return new SpareTimeBatches<>(pending.get());
            }
        }
        return new PrefetchingIterator<>(source.epoch(epoch, done).iterator(), BATCHES);
    }
}
