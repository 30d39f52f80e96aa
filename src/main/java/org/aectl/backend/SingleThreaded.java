package org.aectl.backend;

import org.aectl.kernel.HostArray;
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

    /** How many threads of the processor ND4J's natives use. */
    static int ofNatives() {
        return HostArray.isOnHost()
                ? NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads()
                : threads();
    }

    private static void set(int threads) {
        Workers.set(threads);
        // The CUDA backend takes this number for the threads of a block on the GPU: 1 cuts 512 to 32, for good.
        if (HostArray.isOnHost()) {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        }
    }

    @Override
    public void close() {
        set(threads);
    }
}
