package org.aectl.backend.device;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to compute, and why. ND4J takes one backend for the whole life of a JVM, by variables of the environment; so the
 * launcher asks for the choice before it starts the program ({@code DevicePreflight}) and hands it over.
 *
 * @param wish what was asked for
 * @param outcome what came of it
 * @param gpu the one to compute on; null for a processor, and where the driver could not be asked
 * @param reason why, in words that can follow a colon; empty where there is nothing to say
 */
public record DeviceChoice(
        RequestedDevice wish, Outcome outcome, @Nullable Gpu gpu, String reason) {
    private static final String BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

    /** The system property that carries a choice of the launcher's. */
    private static final String PROPERTY = "aectl.device.choice";

    private static final String SEPARATOR = "\t";

    /** What comes of a wish. */
    public enum Outcome {
        CPU,
        CUDA,
        /** The wish cannot be fulfilled. */
        REFUSED
    }

    /**
     * Chooses.
     *
     * @param hasCuda whether ND4J's CUDA backend is there
     * @param gpus asked for only where it matters
     */
    public static DeviceChoice of(RequestedDevice wish, boolean hasCuda, Supplier<Gpus> gpus) {
        if (wish == RequestedDevice.CPU || (wish == RequestedDevice.AUTO && !hasCuda)) {
            return new DeviceChoice(wish, Outcome.CPU, null, "");
        }
        Gpus found = gpus.get();
        Optional<Gpu> usable = found.firstUsable();
        String others = found.problemsBefore(usable);
        if (!hasCuda) {
            String gpu =
                    usable.map(first -> ", although there is a " + first.name()).orElse("");
            return refused("this build has no CUDA in it" + gpu
                    + "; mvn -Pcuda package makes one that has (docs/cuda.md), --device cpu computes without");
        }
        if (usable.isPresent()) {
            return new DeviceChoice(wish, Outcome.CUDA, usable.get(), others);
        }
        String problem = found.all().isEmpty() ? found.problem() : others;
        if (wish == RequestedDevice.CUDA && found.isUnasked()) {
            // Whether it can be used is seen once it is loaded.
            return new DeviceChoice(wish, Outcome.CUDA, null, problem);
        }
        return wish == RequestedDevice.CUDA
                ? refused(problem + "; --device cpu computes without a GPU")
                : new DeviceChoice(
                        wish,
                        Outcome.CPU,
                        null,
                        problem + (found.isUnasked() ? "; --device cuda tries it all the same" : ""));
    }

    private static DeviceChoice refused(String reason) {
        return new DeviceChoice(RequestedDevice.CUDA, Outcome.REFUSED, null, reason);
    }

    /** What this process was started for, or is to be chosen now where nobody chose before. */
    public static DeviceChoice current(RequestedDevice wish) {
        // The launcher may have taken another option's value for this one.
        return handedOver().filter(choice -> choice.wish == wish).orElseGet(() -> of(wish, hasCuda(), Gpus::find));
    }

    public static Optional<DeviceChoice> handedOver() {
        String text = System.getProperty(PROPERTY, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
    }

    /** One line that {@link #parse} understands. */
    public String toText() {
        Gpu shown = gpu == null ? new Gpu("", "", 0, "", "") : gpu;
        return String.join(
                SEPARATOR,
                wish.name(),
                outcome.name(),
                shown.name(),
                shown.capability(),
                Long.toString(shown.memory()),
                shown.driver(),
                shown.id(),
                reason);
    }

    static DeviceChoice parse(String text) {
        List<String> fields = List.of(text.split(SEPARATOR, -1));
        if (fields.size() != 8) {
            throw new IllegalArgumentException(
                    PROPERTY + " is the launcher's own and not to be set; it must have 8 fields, was " + text);
        }
        Gpu gpu = new Gpu(fields.get(2), fields.get(3), Long.parseLong(fields.get(4)), fields.get(5), fields.get(6));
        return new DeviceChoice(
                RequestedDevice.valueOf(fields.get(0)),
                Outcome.valueOf(fields.get(1)),
                gpu.name().isEmpty() ? null : gpu,
                fields.get(7));
    }

    /**
     * Whether ND4J's CUDA backend is on the class path. The launcher looks for its jar and asks for a choice where it is one;
     * so where the launcher started the program without a choice, the class path need not be searched.
     */
    public static boolean hasCuda() {
        boolean isLaunched = System.getProperty("aectl.launcher") != null;
        return isLaunched ? handedOver().isPresent() : isCudaOnClassPath();
    }

    /** As above, by a search of the class path. */
    public static boolean isCudaOnClassPath() {
        return DeviceChoice.class.getResource(BACKEND) != null;
    }
}
