package org.aectl.train;

import java.util.Iterator;
import org.aectl.data.batch.Portion;
import org.aectl.data.batch.PortionSource;
import org.aectl.kernel.Workers;

/** An iterator that has its next item made before it is asked for it. */
interface AheadIterator<T> extends Iterator<T>, AutoCloseable {
    /** Portions that wait ready at most; more would only take memory. */
    int PORTIONS = 2;

    /** Lets go of what is being made. */
    @Override
    void close();

    /**
     * The portions of an epoch that are not done yet. Those that are made quickly are made by the threads of the arithmetic, if there are several; a
     * portion is gone when the next one is asked for.
     */
    static <P extends Portion> AheadIterator<P> portions(PortionSource<P> source, int epoch, int done) {
        if (Workers.count() > 1) {
            var assemblies = source.assemblies(epoch, done);
            if (assemblies.isPresent()) {
                return new SpareTimeBatches<>(assemblies.get());
            }
        }
        return new PrefetchingIterator<>(source.epoch(epoch, done).iterator(), PORTIONS);
    }
}
