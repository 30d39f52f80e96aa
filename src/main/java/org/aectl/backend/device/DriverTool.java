package org.aectl.backend.device;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks NVIDIA's own tool which GPUs there are. */
final class DriverTool {
    private static final String LIBRARY = "libcuda.so.1";

    /** Where distributions, NVIDIA's container runtime and WSL put it. */
    private static final List<String> FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu",
            "/lib/x86_64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/usr/local/nvidia/lib64",
            "/usr/local/cuda/compat",
            "/usr/lib/wsl/lib");

    static final String NAME = "nvidia-smi";

    /** A driver in trouble can hang; one that wakes several GPUs needs some seconds. */
    static final long SECONDS = 10;

    private static final String CAPABILITY = "compute_cap";

    /** How the asking ended. */
    enum Outcome {
        DONE,
        NOT_INSTALLED,
        HUNG,
        FAILED
    }

    /**
     * What the tool said.
     *
     * @param lines of its standard output that are not blank; a GPU each where it is {@link Outcome#DONE}
     */
    record Answer(Outcome outcome, List<String> lines) {
        Answer {
            lines = List.copyOf(lines);
        }
    }

    private DriverTool() {}

    static Answer ask(String tool) {
        return ask(tool, SECONDS);
    }

    /** @param seconds to wait at most */
    static Answer ask(String tool, long seconds) {
        Answer answer = query(tool, CAPABILITY, seconds);
        // Drivers before 510 do not know this field and say so; the others then stand alone.
        boolean isOld = answer.outcome() == Outcome.FAILED
                && answer.lines().stream().anyMatch(line -> line.contains(CAPABILITY));
        return isOld ? withoutCapability(query(tool, "", seconds)) : answer;
    }

    private static Answer withoutCapability(Answer answer) {
        List<String> lines = answer.lines().stream()
                .map(line -> line.replaceFirst(", ", ", [N/A], "))
                .toList();
        return answer.outcome() == Outcome.DONE ? new Answer(Outcome.DONE, lines) : answer;
    }

    private static Answer query(String tool, String capability, long seconds) {
        String fields = "name," + (capability.isEmpty() ? "" : capability + ",") + "memory.total,driver_version,uuid";
        return run(List.of(tool, "--query-gpu=" + fields, "--format=csv,noheader"), seconds);
    }

    private static Answer run(List<String> command, long seconds) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return new Answer(Outcome.NOT_INSTALLED, List.of());
        }
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(Outcome.HUNG, List.of());
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Answer(Outcome.HUNG, List.of());
        }
        // Only now: a tool that hangs would never close its pipe, which holds more than any number of GPUs takes.
        try (InputStream output = process.getInputStream()) {
            return new Answer(process.exitValue() == 0 ? Outcome.DONE : Outcome.FAILED, lines(output.readAllBytes()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Latin-1 takes any bytes: what is no text must not end the program. */
    private static List<String> lines(byte[] output) {
        return new String(output, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Whether the driver is there as programs link with it. Containers often have it without its tool. */
    static boolean hasLibrary() {
        String own = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
        return isLibraryIn(Stream.concat(Stream.of(own.split(File.pathSeparator, -1)), FOLDERS.stream()));
    }

    static boolean isLibraryIn(Stream<String> folders) {
        return folders.filter(folder -> !folder.isEmpty()).anyMatch(folder -> Files.exists(Path.of(folder, LIBRARY)));
    }
}
