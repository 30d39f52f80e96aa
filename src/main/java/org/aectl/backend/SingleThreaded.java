package org.aectl.backend;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * While it is open, every call into ND4J computes on the thread that makes it, so that several threads of ours can share the
 * processor's cores without waiting for each other. Of the whole process; not to be nested.
 */
public final class SingleThreaded implements AutoCloseable {
    private final int threads = threads();

    public SingleThreaded() {
        set(1);
    }

    /** How many threads a call into ND4J computes on. */
    public static int threads() {
        return Nd4j.factory().blas().getMaxThreads();
    }

    private static void set(int threads) {
        Nd4j.factory().blas().setMaxThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    @Override
    public void close() {
        set(threads);
    }
}
