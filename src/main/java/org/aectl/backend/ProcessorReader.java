package org.aectl.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads what Linux tells about the processor; elsewhere little is known. */
final class ProcessorReader {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Vector instructions that BLAS or ND4J have code for: x86, then ARM. */
    private static final Set<String> KNOWN_SIMD =
            Set.of("sse4_2", "avx", "fma", "avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "asimd", "sve");

    private ProcessorReader() {}

    static BackendInfo.Processor read() {
        int cores = Integer.getInteger("aectl.cores", Runtime.getRuntime().availableProcessors());
        try {
            return parse(Files.readAllLines(CPU_INFO), cores);
        } catch (IOException notLinux) {
            return parse(List.of(), cores);
        }
    }

    /** Takes the lines of {@code /proc/cpuinfo}. */
    static BackendInfo.Processor parse(List<String> lines, int cores) {
        String model = value(lines, "model name");
        String flags = value(lines, "flags") + " " + value(lines, "Features");
        return new BackendInfo.Processor(
                model.isEmpty() ? System.getProperty("os.arch") : model,
                cores,
                Arrays.stream(flags.split("\\s+", -1))
                        .filter(KNOWN_SIMD::contains)
                        .toList());
    }

    static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key) && line.indexOf(':') > 0)
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("");
    }
}
