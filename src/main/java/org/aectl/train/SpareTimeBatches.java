package org.aectl.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.aectl.data.batch.Assembly;
import org.aectl.data.batch.Portion;
import org.aectl.kernel.SpareWork;
import org.aectl.kernel.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Batches that are made while the one before is trained on, by the threads of its arithmetic when they wait for each other. A
 * thread of its own would put one of those aside and let the others wait for it.
 */
final class SpareTimeBatches<P extends Portion> implements AheadIterator<P> {
    private final Iterator<Assembly<P>> assemblies;
    private @Nullable Assembly<P> next;
    private @Nullable SpareWork work;

    /** @param assemblies of batches that are gone when the next but one is begun */
    SpareTimeBatches(Iterator<Assembly<P>> assemblies) {
        this.assemblies = assemblies;
        begin();
    }

    private void begin() {
        if (assemblies.hasNext()) {
            Assembly<P> begun = assemblies.next();
            next = begun;
            work = Workers.inSpareTime(begun.rows(), begun::make);
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
    public P next() {
        if (next == null || work == null) {
            throw new NoSuchElementException();
        }
        work.finish();
        P batch = next.batch();
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
