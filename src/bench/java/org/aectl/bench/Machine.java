package org.aectl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a measurement was made on. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** How many processors of which kind. */
    static String describe() {
        return Runtime.getRuntime().availableProcessors() + " x " + value("model name") + ", family "
                + value("cpu family") + ", model " + value("model");
    }

    /** What Linux says of the first processor; a hypervisor may hide the model's full name, but hardly these numbers. */
    private static String value(String key) {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.split(":", 2)[0].strip().equals(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException noLinux) {
            return "unknown";
        }
    }
}
