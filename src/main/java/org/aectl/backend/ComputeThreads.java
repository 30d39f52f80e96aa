package org.aectl.backend;

import org.aectl.kernel.HostArray;
import org.aectl.kernel.Workers;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads of the processor a computation of this process is divided among. */
public final class ComputeThreads {
    private ComputeThreads() {}

    /** The first call loads the native libraries. */
    public static int count() {
        return Workers.count();
    }

    /** How many threads of the processor ND4J's natives use. */
    static int ofNatives() {
        return HostArray.isOnHost()
                ? NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads()
                : count();
    }

    /** Changes it, of the whole process. */
    public static void set(int threads) {
        Workers.set(threads);
        // The CUDA backend takes this number for the threads of a block on the GPU: 1 cuts 512 to 32, for good.
        if (HostArray.isOnHost()) {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        }
    }
}
