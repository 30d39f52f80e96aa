package org.aectl.task;

import java.util.Iterator;
import java.util.Optional;
import org.aectl.data.Assembly;
import org.aectl.data.Batch;
import org.aectl.data.BatchSource;

/** Batches for a training whose rounds are timed. */
record TimedBatches(BatchSource source, Rounds rounds) implements BatchSource {
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
    public Optional<Iterator<Assembly>> assemblies(int epoch, int done) {
        return source.assemblies(epoch, done).map(Timed::new);
    }

    private final class Timed implements Iterator<Assembly> {
        private final Iterator<Assembly> assemblies;

        Timed(Iterator<Assembly> assemblies) {
            this.assemblies = assemblies;
        }

        @Override
        public boolean hasNext() {
            return assemblies.hasNext();
        }

        @Override
        public Assembly next() {
            return new TimedAssembly(assemblies.next(), rounds);
        }
    }

    private record TimedAssembly(Assembly assembly, Rounds rounds) implements Assembly {
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
