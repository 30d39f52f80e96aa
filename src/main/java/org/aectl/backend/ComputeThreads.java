package org.aectl.backend;

import org.aectl.kernel.Workers;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads a computation of this process is divided among. */
public final class ComputeThreads {
    private ComputeThreads() {}

    /** The first call loads the native libraries. */
    public static int count() {
        return Workers.count();
    }

    /** Changes it, of the whole process. */
    public static void set(int threads) {
        Workers.set(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
}
