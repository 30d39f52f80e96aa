package org.aectl.task.benchmark;

import java.util.Iterator;
import java.util.Optional;
import org.aectl.data.batch.Assembly;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.PortionSource;

/** Batches for a training whose rounds are timed. */
record TimedBatches(PortionSource<Batch> source, Rounds rounds) implements PortionSource<Batch> {
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
                    return rounds.assemble(batches::next);
                }
            };
        };
    }

    @Override
    public Optional<Iterator<Assembly<Batch>>> assemblies(int epoch, int done) {
        return source.assemblies(epoch, done).map(Timed::new);
    }

    private final class Timed implements Iterator<Assembly<Batch>> {
        private final Iterator<Assembly<Batch>> assemblies;

        Timed(Iterator<Assembly<Batch>> assemblies) {
            this.assemblies = assemblies;
        }

        @Override
        public boolean hasNext() {
            return assemblies.hasNext();
        }

        @Override
        public Assembly<Batch> next() {
            return new TimedAssembly(assemblies.next(), rounds);
        }
    }

    private record TimedAssembly(Assembly<Batch> assembly, Rounds rounds) implements Assembly<Batch> {
        @Override
        public int rows() {
            return assembly.rows();
        }

        @Override
        public void make(int row) {
            rounds.assemble(() -> {
                assembly.make(row);
                return row;
            });
        }

        @Override
        public Batch batch() {
            return assembly.batch();
        }
    }

    @Override
    public Iterable<Batch> inOrder() {
        return source.inOrder();
    }
}
