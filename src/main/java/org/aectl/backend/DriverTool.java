package org.aectl.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks NVIDIA's own tool which GPUs there are. */
final class DriverTool {
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
        Answer answer = query(tool, CAPABILITY);
        // Drivers before 510 do not know this field and say so; the others then stand alone.
        boolean isOld = answer.outcome() == Outcome.FAILED
                && answer.lines().stream().anyMatch(line -> line.contains(CAPABILITY));
        return isOld ? withoutCapability(query(tool, "")) : answer;
    }

    private static Answer withoutCapability(Answer answer) {
        List<String> lines = answer.lines().stream()
                .map(line -> line.replaceFirst(", ", ", [N/A], "))
                .toList();
        return answer.outcome() == Outcome.DONE ? new Answer(Outcome.DONE, lines) : answer;
    }

    private static Answer query(String tool, String capability) {
        String fields = "name," + (capability.isEmpty() ? "" : capability + ",") + "memory.total,driver_version,uuid";
        List<String> command = List.of(tool, "--query-gpu=" + fields, "--format=csv,noheader");
        try {
            Path output = Files.createTempFile("aectl-gpus", ".csv");
            try {
                return run(command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Into a file, because a tool that hangs would never close a pipe. */
    private static Answer run(List<String> command, Path output) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return new Answer(Outcome.NOT_INSTALLED, List.of());
        }
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(Outcome.HUNG, List.of());
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Answer(Outcome.HUNG, List.of());
        }
        return new Answer(process.exitValue() == 0 ? Outcome.DONE : Outcome.FAILED, lines(output));
    }

    /** Latin-1 takes any bytes: what is no text must not end the program. */
    private static List<String> lines(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
