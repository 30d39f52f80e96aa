package org.aectl.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.aectl.base.Counts;

/**
 * What the units of a processor that multiply and add can do at most with 32-bit numbers: cores x clock x operations a cycle.
 * The last is lanes of a vector x 2 (a fused multiplication and addition) x units: 16 x 2 x 2 = 64 for AVX-512, 8 x 2 x 2 =
 * 32 for AVX2 with FMA, and for AVX-512 on AMD before Zen 5, which takes its vectors in halves; 8 x 2 = 16 for AVX, with a
 * unit that multiplies and one that adds; 4 x 2 = 8 for SSE; 4 x 2 x 2 = 16 for ARM's. Xeons with a single AVX-512 unit can do
 * half of that, the first Zen too. The clock is the highest that the system allows, else the one it states; a processor that
 * raises its clock exceeds that.
 *
 * @param gigahertz 0 where the system does not tell
 * @param operationsPerCycle of one core; 0 where unknown
 */
record ProcessorPeak(double gigahertz, int operationsPerCycle) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Path HIGHEST_CLOCK = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq");
    private static final int ZEN_5 = 26;

    static ProcessorPeak read() {
        return of(lines(CPU_INFO), lines(HIGHEST_CLOCK));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException notOnThisSystem) {
            return List.of();
        }
    }

    /**
     * Takes what Linux tells.
     *
     * @param cpuInfo lines of {@code /proc/cpuinfo}
     * @param highestClock kHz, in one line; none where the system does not manage the clock
     */
    static ProcessorPeak of(List<String> cpuInfo, List<String> highestClock) {
        double gigahertz = highestClock.isEmpty()
                ? number(ProcessorReader.value(cpuInfo, "cpu MHz")) / 1e3
                : number(highestClock.get(0)) / 1e6;
        List<String> simd = ProcessorReader.parse(cpuInfo, 1).simd();
        boolean isSplit = ProcessorReader.value(cpuInfo, "vendor_id").equals("AuthenticAMD")
                && number(ProcessorReader.value(cpuInfo, "cpu family")) < ZEN_5;
        return new ProcessorPeak(gigahertz, operationsPerCycle(simd, isSplit));
    }

    private static int operationsPerCycle(List<String> simd, boolean isSplit) {
        if (simd.contains("avx512f")) {
            return isSplit ? 32 : 64;
        }
        if (simd.contains("avx2") && simd.contains("fma")) {
            return 32;
        }
        if (simd.contains("avx") || simd.contains("asimd")) {
            return 16;
        }
        return simd.contains("sse4_2") ? 8 : 0;
    }

    private static double number(String text) {
        return text.strip().matches("\\d{1,12}(\\.\\d{1,6})?") ? Double.parseDouble(text.strip()) : 0;
    }

    /** 10^9 operations a second; 0 where unknown. */
    double gigaflops(int cores) {
        return cores * gigahertz * operationsPerCycle;
    }

    /** The formula with its numbers; empty where it is not known. */
    String formula(int cores) {
        return gigaflops(cores) == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%s x %.2f GHz x %d operations a cycle",
                        Counts.of(cores, "core"),
                        gigahertz,
                        operationsPerCycle);
    }
}
