package org.aectl.data;

import org.jspecify.annotations.Nullable;

/** A long row of numbers in memory, more than one Java array can hold. Safe to read once it is filled. */
interface ValueStore {
    /** How many numbers there are. */
    long length();

    /** Copies {@code count} numbers, starting with number {@code from}. */
    void read(long from, float[] target, int offset, int count);

    /** The range that the storage fixes for all numbers; null where any number may come. */
    @Nullable
    ValueRange range();

    /** The first {@code count} numbers of a new order: number {@code i} is this store's {@code source.at(i)}. */
    ValueStore rearranged(long count, Order source);

    /** Says for each place of a new order which number of the old one stands there. */
    @FunctionalInterface
    interface Order {
        long at(long place);
    }
}
