package org.aectl.task.benchmark;

import java.util.Iterator;
import java.util.Optional;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.BatchSource;
import org.aectl.data.batch.PendingBatch;

/** Batches for a training whose rounds are timed. */
record TimedBatches(BatchSource<Batch> source, Rounds rounds) implements BatchSource<Batch> {
    @Override
    public int count() {
        return source.count();
    }

    @Override
    public Iterable<Batch> epoch(int epoch, int done) {
        return () -> {
            Iterator<Batch> batches = source.epoch(epoch, done).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return batches.hasNext();
                }

                @Override
                public Batch next() {
                    return rounds.make(batches::next);
                }
            };
        };
    }

    @Override
    public Optional<Iterator<PendingBatch<Batch>>> pendingBatches(int epoch, int done) {
        return source.pendingBatches(epoch, done).map(Timed::new);
    }

    private final class Timed implements Iterator<PendingBatch<Batch>> {
        private final Iterator<PendingBatch<Batch>> pending;

        Timed(Iterator<PendingBatch<Batch>> pending) {
            this.pending = pending;
        }

        @Override
        public boolean hasNext() {
            return pending.hasNext();
        }

        @Override
        public PendingBatch<Batch> next() {
            return new TimedBatch(pending.next(), rounds);
        }
    }

    private record TimedBatch(PendingBatch<Batch> pending, Rounds rounds) implements PendingBatch<Batch> {
        @Override
        public int rows() {
            return pending.rows();
        }

        @Override
        public void fillRow(int row) {
            rounds.make(() -> {
                pending.fillRow(row);
                return row;
            });
        }

        @Override
        public Batch batch() {
            return pending.batch();
        }
    }

    @Override
    public Iterable<Batch> inOrder() {
        return source.inOrder();
    }
}
