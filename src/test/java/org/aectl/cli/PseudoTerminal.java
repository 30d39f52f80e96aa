package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real pseudo-terminal, with a program in it that finds it as a user's program finds a window: by {@code script} of util-linux,
 * which every Linux has (Debian's bsdutils).
 */
final class PseudoTerminal {
    static final String NEEDS = "needs script of util-linux (Debian's bsdutils)";

    private PseudoTerminal() {}

    static boolean isThere() {
        try {
            Process process = new ProcessBuilder("script", "--version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && version.contains("util-linux");
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Makes one of 24 lines for a program.
     *
     * @param folder that it is started in, and that its name is written into, as {@code tty}
     * @param transcript gets all that is written to the terminal
     */
    static ProcessBuilder of(Path folder, Path transcript, int columns, List<String> program) throws IOException {
        // A shell that begins the tests in the background has Ctrl-C ignored.
        Path start = Files.writeString(
                folder.resolve("start.sh"),
                "stty cols %d rows 24\ntty > '%s'\nexec env --default-signal=INT %s\n"
                        .formatted(
                                columns,
                                folder.resolve("tty"),
                                program.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))));
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "sh '" + start + "'", transcript.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "AECTL_JAVA_OPTS"));
        builder.environment().put("TERM", "xterm");
        return builder;
    }

    /** Waits until a program has ended, and ends one that takes too long. */
    static void awaitEnd(Process process, long minutes) throws InterruptedException {
        try {
            assertThat(process.waitFor(minutes, TimeUnit.MINUTES))
                    .as("ends in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Gives the terminal in a folder another width, as a user who draws at the window does. */
    static void resize(Path folder, int columns) throws IOException, InterruptedException {
        String name = Files.readString(folder.resolve("tty")).strip();
        Process stty = new ProcessBuilder("stty", "-F", name, "cols", Integer.toString(columns)).start();
        if (!stty.waitFor(10, TimeUnit.SECONDS) || stty.exitValue() != 0) {
            throw new IOException("stty could not resize " + name);
        }
    }
}
