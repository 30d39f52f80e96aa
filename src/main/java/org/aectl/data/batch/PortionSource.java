package org.aectl.data.batch;

import java.util.Iterator;
import java.util.Optional;

/** Examples in portions, as often as they are asked for. */
public interface PortionSource<P extends Portion> {
    /** How many portions all examples make. */
    int count();

    /**
     * The rest of an epoch: its portions, in its order and corrupted for it, without the first few.
     *
     * @param epoch from 0
     * @param done portions that are left out, from 0 to {@link #count()}
     */
    Iterable<P> epoch(int epoch, int done);

    /**
     * The portions of {@link #epoch} to be made row by row; empty where a row is not made quickly. The third one uses the
     * memory of the first, and so on: a portion is gone when the next but one is begun.
     */
    default Optional<Iterator<Assembly<P>>> assemblies(int epoch, int done) {
        return Optional.empty();
    }

    /** All examples once, in their own order and clean, the same whenever it is asked for. */
    Iterable<P> inOrder();
}
