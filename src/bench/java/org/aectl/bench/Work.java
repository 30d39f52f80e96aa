package org.aectl.bench;

/** A piece of work that is timed again and again; what it needs is made before. */
interface Work {
    /** Does it once. */
    void run() throws Exception;

    /** Examples that go through the network in one run. */
    int examples();
}
