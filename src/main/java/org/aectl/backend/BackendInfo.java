package org.aectl.backend;

import java.util.List;

/**
 * What computes, and how it is set up. Goes into every run's manifest, because another native build or another number
 * of threads gives other weights from the same seed.
 *
 * @param device {@code cpu}, or what ND4J calls its backend
 * @param nd4j version of ND4J
 * @param natives the native build in use, for example {@code linux-x86_64} or {@code linux-x86_64-avx2}
 */
public record BackendInfo(
        String device,
        String nd4j,
        String natives,
        Blas blas,
        Threads threads,
        Processor processor,
        Memory memory,
        Platform platform) {
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
     * Below the program.
     *
     * @param launcher whether the launcher started the program, and so has set threads and limits
     */
    public record Platform(String system, String java, boolean launcher) {}
}
