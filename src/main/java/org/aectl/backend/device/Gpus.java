package org.aectl.backend.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The GPUs that a program of this process may use, in the driver's order.
 *
 * @param all also those that ND4J cannot use
 * @param isUnasked whether there is a driver, but not its tool, so that nothing is known about the GPUs
 * @param problem why there are none, in words that can follow a colon; empty where there are some
 */
public record Gpus(List<Gpu> all, boolean isUnasked, String problem) {
    private static final long MEBIBYTE = 1L << 20;

    /** Name, capability, memory, driver, identification. What a driver cannot tell is in brackets: [N/A]. */
    private static final Pattern LINE = Pattern.compile(
            "([\\p{Print}&&[^,]]{1,100}), (\\d+\\.\\d+|\\[[^\\]]*\\]), (?:(\\d{1,9}) MiB|\\[[^\\]]*\\]),"
                    + " (\\d+(?:\\.\\d+)+), ([A-Za-z0-9-]{1,100}|\\[[^\\]]*\\])");

    private static final int SHOWN_LENGTH = 120;

    public Gpus {
        all = List.copyOf(all);
    }

    /** Asks the driver, which takes some tenths of a second where there is one and {@link DriverTool#SECONDS} at most. */
    public static Gpus find() {
        return inMachine()
                .visible(Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES"))
                        .orElse("all"));
    }

    /** As {@link #find}, with those that the user hides from programs. */
    public static Gpus inMachine() {
        return of(DriverTool.ask(DriverTool.NAME), DriverTool.hasLibrary());
    }

    /**
     * Reads the driver's answer.
     *
     * @param hasLibrary whether the driver's own library is there
     */
    static Gpus of(DriverTool.Answer answer, boolean hasLibrary) {
        return switch (answer.outcome()) {
            case NOT_INSTALLED ->
                hasLibrary
                        ? new Gpus(
                                List.of(),
                                true,
                                "the NVIDIA driver is there (libcuda.so.1), but not its tool nvidia-smi, which"
                                        + " tells what GPU it is")
                        : none("there is no NVIDIA driver (neither nvidia-smi nor libcuda.so.1 was found)");
            case HUNG ->
                none("nvidia-smi did not answer within " + DriverTool.SECONDS
                        + " s; the driver is in trouble, restarting the machine may help");
            case FAILED -> none("nvidia-smi failed: " + firstLine(answer.lines()));
            case DONE -> parse(answer.lines());
        };
    }

    private static Gpus parse(List<String> lines) {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                return none("nvidia-smi answered with what is no list of GPUs: " + firstLine(List.of(line)));
            }
            gpus.add(new Gpu(
                    matcher.group(1),
                    known(matcher.group(2)),
                    matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3)) * MEBIBYTE,
                    matcher.group(4),
                    known(matcher.group(5))));
        }
        return gpus.isEmpty() ? none("the NVIDIA driver knows of no GPU") : new Gpus(gpus, false, "");
    }

    private static String known(String value) {
        return value.startsWith("[") ? "" : value;
    }

    private static Gpus none(String problem) {
        return new Gpus(List.of(), false, problem);
    }

    private static String firstLine(List<String> lines) {
        String line = lines.isEmpty() ? "without a word" : lines.get(0).replaceAll("[^\\p{Print}]", " ");
        return line.length() > SHOWN_LENGTH ? line.substring(0, SHOWN_LENGTH) + "..." : line;
    }

    /**
     * Those that the user lets programs see.
     *
     * @param list {@code CUDA_VISIBLE_DEVICES}: places in the driver's order or beginnings of identifications, up to the first
     *     that does not exist; {@code all} where it is not set
     */
    Gpus visible(String list) {
        if (list.equals("all") || all.isEmpty()) {
            return this;
        }
        List<Gpu> visible = new ArrayList<>();
        for (String word : list.split(",", -1)) {
            Optional<Gpu> gpu = named(word.strip());
            if (gpu.isEmpty()) {
                break;
            }
            visible.add(gpu.get());
        }
        return visible.isEmpty()
                ? none("CUDA_VISIBLE_DEVICES=" + firstLine(List.of(list)) + " hides every GPU")
                : new Gpus(visible, false, "");
    }

    private Optional<Gpu> named(String word) {
        if (word.matches("\\d{1,4}")) {
            return all.stream().skip(Integer.parseInt(word)).findFirst();
        }
        return word.isEmpty()
                ? Optional.empty()
                : all.stream().filter(gpu -> gpu.id().startsWith(word)).findFirst();
    }

    /** The first that ND4J can compute on. */
    public Optional<Gpu> firstUsable() {
        return all.stream().filter(gpu -> gpu.problem().isEmpty()).findFirst();
    }

    /** Why those before a GPU, or all of them, are not taken; empty where there are none. */
    String problemsBefore(Optional<Gpu> taken) {
        List<String> problems = new ArrayList<>();
        for (Gpu gpu : all) {
            if (taken.filter(gpu::equals).isPresent()) {
                break;
            }
            gpu.problem().ifPresent(problem -> problems.add(gpu.name() + " cannot be used, " + problem));
        }
        return String.join("; ", problems);
    }
}
