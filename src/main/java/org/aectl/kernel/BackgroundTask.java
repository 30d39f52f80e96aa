package org.aectl.kernel;

/**
 * Work that is not wanted yet. The {@link Workers} do parts of it while they wait for each other or for more urgent work, which
 * in a step of two threads is a seventh of their time. It need not be begun before it is wanted.
 */
public interface BackgroundTask {
    /** Does what is left of it, on all threads. An exception of a part is thrown here. */
    void finish();

    /** Lets go of it: parts that are being done are, others are not begun. */
    void drop();
}
