package org.aectl.backend;

import org.aectl.kernel.Workers;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * While it is open, everything is computed on the thread that asks for it, so that several threads of ours can share the
 * processor's cores without waiting for each other. Of the whole process; not to be nested.
 */
public final class SingleThreaded implements AutoCloseable {
    private final int threads = threads();

    public SingleThreaded() {
        set(1);
    }

    /** How many threads a computation is divided among. */
    public static int threads() {
        return Workers.count();
    }

    private static void set(int threads) {
        Workers.set(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    @Override
    public void close() {
        set(threads);
    }
}
