package org.aectl.data;

/** Numbers in memory. Safe to read once it is filled. */
public interface MemoryStore extends ValueStore {
    /** The first {@code count} numbers of a new order: number {@code i} is this store's {@code source.at(i)}. */
    MemoryStore rearranged(long count, Order source);

    /** Says for each place of a new order which number of the old one stands there. */
    @FunctionalInterface
    interface Order {
        long at(long place);
    }
}
