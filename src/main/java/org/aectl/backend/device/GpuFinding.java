package org.aectl.backend.device;

/**
 * A GPU, and whether the program could compute on it.
 *
 * @param memory bytes; 0 where unknown
 * @param why it cannot be used, or on what it can be; never empty
 */
public record GpuFinding(
        String name, String capability, long memory, String driver, boolean usable, String why, String description) {
    public static GpuFinding of(Gpu gpu, boolean hasCuda) {
        String why = gpu.problem().orElse(hasCuda ? "by this build" : "by a build with CUDA: mvn -Pcuda package");
        return new GpuFinding(
                gpu.name(),
                gpu.capability(),
                gpu.memory(),
                gpu.driver(),
                gpu.problem().isEmpty(),
                why,
                gpu.describe());
    }
}
