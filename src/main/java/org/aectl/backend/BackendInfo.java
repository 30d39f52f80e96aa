package org.aectl.backend;

import java.util.List;
import org.aectl.backend.device.Gpu;
import org.jspecify.annotations.Nullable;

/**
 * What computes, and how it is set up. Goes into every run's manifest, because another native build or another number
 * of threads gives other weights from the same seed.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param nd4j version of ND4J
 * @param natives the native build in use, for example {@code linux-x86_64} or {@code linux-x86_64-avx2}
 * @param gpu null where the processor computes
 */
public record BackendInfo(
        String device,
        String nd4j,
        String natives,
        Blas blas,
        Threads threads,
        Processor processor,
        Memory memory,
        Platform platform,
        @Nullable Graphics gpu) {
    /**
     * The library of matrix products.
     *
     * @param version empty where the library does not tell
     * @param kernel the processor that it chose its code for; empty where it does not tell
     */
    public record Blas(String vendor, String version, String kernel) {}

    /**
     * Threads of a computation.
     *
     * @param openMp those of the natives; on a GPU, which divides work in its own way, as many as {@code blas}
     * @param waitPolicy {@code OMP_WAIT_POLICY}; empty where it is not set, which means that waiting threads spin
     */
    public record Threads(int openMp, int blas, String waitPolicy) {}

    /**
     * The processor.
     *
     * @param cores physical cores that this process may use
     * @param simd its vector instructions that matter here, by the names of {@code /proc/cpuinfo}
     */
    public record Processor(String model, int cores, List<String> simd) {
        public Processor {
            simd = List.copyOf(simd);
        }
    }

    /**
     * Limits in bytes.
     *
     * @param machine memory of the machine or its container; 0 where unknown
     * @param heap Java objects
     * @param arrays arrays of ND4J, which live outside the heap
     * @param process everything together; 0 is no limit
     */
    public record Memory(long machine, long heap, long arrays, long process) {}

    /**
     * The GPU that computes.
     *
     * @param capability compute capability, for example 7.5
     * @param memory bytes; 0 where unknown
     * @param driver version of NVIDIA's driver; empty where unknown
     */
    public record Graphics(String name, String capability, long memory, String driver) {
        static Graphics of(Gpu gpu) {
            return new Graphics(gpu.name(), gpu.capability(), gpu.memory(), gpu.driver());
        }
    }

    /**
     * Below the program.
     *
     * @param launcher whether the launcher started the program, and so has set threads and limits
     */
    public record Platform(String system, String java, boolean launcher) {}
}
