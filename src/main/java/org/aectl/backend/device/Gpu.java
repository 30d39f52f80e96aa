package org.aectl.backend.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A GPU of NVIDIA's, as its driver describes it.
 *
 * @param name for example Tesla T4
 * @param capability compute capability, for example 7.5; empty where the driver does not tell
 * @param memory bytes; 0 where unknown
 * @param driver version of the driver, for example 535.183.01; empty where unknown
 * @param id by which {@code CUDA_VISIBLE_DEVICES} knows it, whatever the order; empty where unknown
 */
public record Gpu(String name, String capability, long memory, String driver, String id) {
    /** The natives of ND4J's CUDA backend hold machine code for 3.7 to 8.6; 8.9 runs that for 8.6. */
    private static final String OLDEST = "3.7";

    /** There is no PTX in them, from which a driver could make code for newer ones. */
    private static final String NEWEST = "8.9";

    /** Of Linux; from here on, every driver runs programs of every CUDA 11 ("minor version compatibility"). */
    private static final String LEAST_DRIVER = "450.80.02";

    private static final Pattern VERSION = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6})*+");
    private static final double GIBIBYTE = 1L << 30;

    /** Why ND4J cannot compute on it; empty where it can, as far as is known. */
    public Optional<String> problem() {
        if (isVersion(driver) && compare(driver, LEAST_DRIVER) < 0) {
            return Optional.of("its driver " + driver + " is older than " + LEAST_DRIVER
                    + ", the oldest that runs CUDA 11.6; a newer driver helps");
        }
        if (!isVersion(capability)) {
            return Optional.empty();
        }
        if (compare(capability, OLDEST) < 0) {
            return Optional.of("its compute capability " + capability + " is below " + OLDEST
                    + ", the lowest that ND4J's CUDA code is made for");
        }
        return compare(capability, NEWEST) > 0
                ? Optional.of("its compute capability " + capability + " is above " + NEWEST
                        + ", the highest that ND4J's CUDA code runs on")
                : Optional.empty();
    }

    /** Name, capability and memory, for people. */
    public String describe() {
        return name + " (compute capability " + (capability.isEmpty() ? "unknown" : capability)
                + (memory == 0 ? "" : String.format(Locale.ROOT, ", %.1f GiB", memory / GIBIBYTE))
                + (driver.isEmpty() ? "" : ", driver " + driver) + ")";
    }

    private static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** As numbers, because 10.0 comes after 8.9. */
    private static int compare(String version, String other) {
        return Arrays.compare(parts(version), parts(other));
    }

    private static int[] parts(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
