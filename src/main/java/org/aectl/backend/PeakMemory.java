package org.aectl.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that this process has held at once, its arrays outside the heap included. */
public final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LINE = Pattern.compile("VmHWM:\\s*(\\d{1,15}) kB");

    private PeakMemory() {}

    /** In bytes; empty on systems other than Linux. */
    public static OptionalLong bytes() {
        try {
            return parse(Files.readAllLines(STATUS));
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    /** Takes the lines of {@code /proc/self/status}. */
    static OptionalLong parse(List<String> lines) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> Long.parseLong(line.group(1)) * 1024)
                .findFirst();
    }
}
