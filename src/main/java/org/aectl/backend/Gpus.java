package org.aectl.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks NVIDIA's own tool which GPUs there are. */
final class Gpus {
    private static final List<String> QUERY =
            List.of("nvidia-smi", "--query-gpu=name,compute_cap,memory.total,driver_version", "--format=csv,noheader");
    /** A driver in trouble can hang. */
    private static final long SECONDS = 10;

    private Gpus() {}

    /** One line for each: name, compute capability, memory, driver. Empty where there is none. */
    static List<String> find() {
        return ask(QUERY);
    }

    static List<String> ask(List<String> command) {
        try {
            Path answer = Files.createTempFile("aectl-gpus", ".csv");
            try {
                return ask(command, answer);
            } finally {
                Files.delete(answer);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> ask(List<String> command, Path answer) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return List.of();
        }
        try {
            if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return Files.readString(answer, StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .toList();
            }
            process.destroyForcibly();
            return List.of("nvidia-smi is there but does not answer");
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
