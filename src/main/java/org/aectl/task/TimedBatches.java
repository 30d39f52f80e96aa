package org.aectl.task;

import java.util.Iterator;
import org.aectl.data.Batch;
import org.aectl.data.BatchSource;

/** Batches for a training whose rounds are timed. */
record TimedBatches(BatchSource source, Rounds rounds) implements BatchSource {
    @Override
    public int count() {
        return source.count();
    }

    @Override
    public Iterable<Batch> epoch(int epoch) {
        return () -> {
            Iterator<Batch> batches = source.epoch(epoch).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return batches.hasNext();
                }

                @Override
                public Batch next() {
                    return rounds.assemble(batches::next);
                }
            };
        };
    }

    @Override
    public Iterable<Batch> inOrder() {
        return source.inOrder();
    }
}
