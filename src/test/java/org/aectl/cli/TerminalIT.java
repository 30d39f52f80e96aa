package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a training who starts it through the launcher in a terminal. */
class TerminalIT {
    private static final long MINUTES = 3;
    private static final String CONFIG = """
            name: shown
            data: { type: builtin, name: mnist-mini, limit: 300 }
            model: { type: vae, latent: 2, encoder: { layers: [8] } }
            """;
    private static final Pattern ROW = Pattern.compile(" +\\d+/3[* ] +\\d.*");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsATerminal() {
        assumeTrue(PseudoTerminal.isThere(), PseudoTerminal.NEEDS);
    }

    private Path transcript() {
        return folder.resolve("transcript.txt");
    }

    private Process start(int columns, int epochs) throws IOException {
        Files.writeString(folder.resolve("shown.yaml"), CONFIG);
        List<String> program = List.of(
                Launcher.script().toString(), "train", "--config", "shown.yaml", "--epochs", Integer.toString(epochs));
        ProcessBuilder builder = PseudoTerminal.of(folder, transcript(), columns, program);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AECTL_THREADS", "1");
        return builder.start();
    }

    /** All that the terminal was given, but for what script itself says of it. */
    private String written() throws IOException {
        String text = Files.readString(transcript());
        int end = text.lastIndexOf("\nScript done");
        return text.substring(text.indexOf('\n') + 1, end < 0 ? text.length() : end);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void aTrainingLeavesATableThatFits(int columns) throws Exception {
        Process process = start(columns, 3);
        PseudoTerminal.awaitEnd(process, MINUTES);

        assertThat(process.exitValue()).as(written()).isZero();
        assertThat(written()).as("something was painted").contains("epoch 1/3  ");
        Screen screen = Screen.showing(written(), columns);
        assertThat(screen.wrapped()).allMatch(line -> !line.strip().contains(" "), "is one word");
        assertThat(screen.lines())
                .filteredOn(line -> ROW.matcher(line).matches())
                .hasSize(3);
        assertThat(screen.lines())
                .filteredOn(line -> !line.isEmpty())
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.startsWith("epoch "))
                .anyMatch(line -> line.startsWith("models/shown: 3 epochs in "));
    }

    /** A window is drawn smaller in the middle of a training, which is then stopped by Ctrl-C. */
    @Test
    void whatIsPaintedFollowsTheWindow() throws Exception {
        Process process = start(100, 100_000);
        try {
            await(process, 0, "\r[^\r\n]{60,99}\u258F? [^\r\n]*/s\r");
            PseudoTerminal.resize(folder, 60);
            await(process, written().length(), "\u001B\\[J[^\r\n\u001B]{30,59}\r\r?\u001B");
            OutputStream keyboard = process.getOutputStream();
            keyboard.write(3);
            keyboard.flush();
        } finally {
            PseudoTerminal.awaitEnd(process, MINUTES);
        }

        assertThat(process.exitValue()).as(written()).isEqualTo(ExitCode.INTERRUPTED);
        List<String> lines = Screen.showing(written(), 100).lines();
        assertThat(lines.get(0)).hasSizeBetween(60, 99);
        assertThat(lines.subList(lines.size() - 4, lines.size()))
                .allMatch(line -> line.length() < 60)
                .anyMatch(line -> line.contains("to go on: aectl train --resume models/shown"));
    }

    /** Waits until the terminal was given something, from a place on. */
    private void await(Process process, int from, String wanted) throws IOException, InterruptedException {
        Pattern pattern = Pattern.compile(wanted);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (!Files.exists(transcript())
                || !pattern.matcher(written()).region(from, written().length()).find()) {
            assertThat(process.isAlive() && System.nanoTime() < end).as(wanted).isTrue();
            Thread.sleep(100);
        }
    }
}
