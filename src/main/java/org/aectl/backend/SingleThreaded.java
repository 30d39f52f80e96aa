package org.aectl.backend;

/**
 * While it is open, everything is computed on the thread that asks for it, so that several threads of ours can share the
 * processor's cores without waiting for each other. Of the whole process; not to be nested.
 */
public final class SingleThreaded implements AutoCloseable {
    private final int threads = threads();

    public SingleThreaded() {
        ComputeThreads.set(1);
    }

    /** How many threads a computation is divided among. */
    public static int threads() {
        return ComputeThreads.count();
    }

    @Override
    public void close() {
        ComputeThreads.set(threads);
    }
}
