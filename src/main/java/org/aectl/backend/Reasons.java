package org.aectl.backend;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why these natives and this code of the BLAS were picked, where that can be told.
 *
 * @param natives of ND4J: they are chosen when the program is built
 * @param kernel of the BLAS: it is chosen when the program starts; empty where the library does not tell which it is
 */
public record Reasons(String natives, String kernel) {
    /** Forces OpenBLAS to the code for another processor. */
    static final String FORCED = "OPENBLAS_CORETYPE";

    /** The widest vector instructions that OpenBLAS's code for a processor uses, by the names of {@code /proc/cpuinfo}. */
    private static final Map<String, String> INSTRUCTIONS = Map.ofEntries(
            Map.entry("sapphirerapids", "amx_tile"),
            Map.entry("cooperlake", "avx512_bf16"),
            Map.entry("skylakex", "avx512f"),
            Map.entry("haswell", "avx2"),
            Map.entry("zen", "avx2"),
            Map.entry("excavator", "avx2"),
            Map.entry("sandybridge", "avx"),
            Map.entry("bulldozer", "avx"),
            Map.entry("piledriver", "avx"),
            Map.entry("steamroller", "avx"),
            Map.entry("nehalem", "sse4_2"));

    /** From the narrowest to the widest; each processor that has one has those before it. */
    private static final List<String> WIDTHS = List.of("sse4_2", "avx", "avx2", "avx512f", "avx512_bf16", "amx_tile");

    /** @param forced what {@link #FORCED} says; empty where it is not set */
    static Reasons of(BackendInfo backend, String forced) {
        return new Reasons(natives(backend.natives()), kernel(backend, forced));
    }

    private static String natives(String build) {
        if (build.endsWith("-onednn")) {
            return "oneDNN's convolutions; the usual build on Linux x86-64";
        }
        for (String instructions : List.of("avx512", "avx2")) {
            if (build.endsWith("-" + instructions)) {
                return "compiled for " + instructions + " processors only";
            }
        }
        return "the only build for this system that the program comes with; convolutions without oneDNN";
    }

    private static String kernel(BackendInfo backend, String forced) {
        String kernel = backend.blas().kernel();
        if (kernel.isEmpty()) {
            return "";
        }
        if (!forced.isEmpty()) {
            return FORCED + "=" + forced + " asks for it";
        }
        String used = INSTRUCTIONS.getOrDefault(kernel.toLowerCase(Locale.ROOT), "");
        String widest = widest(backend.processor());
        if (used.isEmpty() || widest.isEmpty()) {
            return "OpenBLAS's choice for this processor";
        }
        return used.equals(widest)
                ? "the processor has " + used
                : "uses " + used + ", although the processor has " + widest;
    }

    private static String widest(BackendInfo.Processor processor) {
        return WIDTHS.stream().filter(processor.simd()::contains).reduce("", (narrower, wider) -> wider);
    }
}
