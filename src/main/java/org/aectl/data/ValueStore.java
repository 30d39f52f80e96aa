package org.aectl.data;

import org.jspecify.annotations.Nullable;

/** A long row of numbers, more than one Java array can hold. Safe to read from several threads. */
public interface ValueStore {
    /** How many numbers there are. */
    long length();

    /** Copies {@code count} numbers, starting with number {@code from}. */
    void read(long from, float[] target, int offset, int count);

    /** The range that the storage fixes for all numbers; null where any number may come. */
    @Nullable
    ValueRange range();
}
