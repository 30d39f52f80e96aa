package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that trains a grid, through the real launcher. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is a POSIX shell script")
class BatchIT {
    private static final Path SCRIPT = Path.of("configs/batch.sh").toAbsolutePath();

    @TempDir
    private Path folder;

    private static Map<String, String> environment(String latents, String epochs) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("AECTL_THREADS", "1");
        environment.put("BATCH_LATENTS", latents);
        environment.put("BATCH_RATES", "0.001");
        environment.put("BATCH_EPOCHS", epochs);
        environment.put("BATCH_LIMIT", "60");
        return environment;
    }

    private Result batch(String latents, String epochs) throws IOException, InterruptedException {
        return Launcher.run(SCRIPT, folder, environment(latents, epochs));
    }

    private Path run(String name) {
        return folder.resolve("models/batch").resolve(name);
    }

    @Test
    void aFailureStopsNothingAndCallingAgainCompletesTheBatch() throws Exception {
        // No code has 0 units.
        Result first = batch("4 0 6", "1");

        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.errorLines())
                .contains("batch: ae-z0-lr0.001 failed (exit code 2)", "batch: 1 failed, see models/batch/failed.txt")
                .anyMatch(line -> line.startsWith("aectl: error: --set model.latent=0: model.latent must be"));
        assertThat(run("failed.txt")).hasContent("ae-z0-lr0.001: exit code 2\n");
        assertThat(run("ae-z0-lr0.001")).doesNotExist();
        assertThat(table(first)).hasSize(3).first().asString().startsWith("run ");
        assertThat(table(first).stream().skip(1)).allMatch(line -> line.matches("ae-z[46]-lr0\\.001 .* done .*"));
        List<String> csv = Files.readAllLines(run("runs.csv"));
        assertThat(csv).hasSize(3);
        assertThat(best(csv.get(1))).isLessThan(best(csv.get(2)));
        FileTime trained = Files.getLastModifiedTime(run("ae-z4-lr0.001/model.zip"));

        Result second = batch("4 6 5", "1");

        assertThat(second.exitCode()).isZero();
        assertThat(second.errorLines())
                .contains("batch: ae-z4-lr0.001 is done already", "batch: ae-z6-lr0.001 is done already");
        assertThat(Files.getLastModifiedTime(run("ae-z4-lr0.001/model.zip"))).isEqualTo(trained);
        assertThat(run("failed.txt")).doesNotExist();
        assertThat(table(second)).hasSize(4);
    }

    @Test
    void aConfigThatCannotBeUsedIsToldOnce() throws Exception {
        Result result = Launcher.run(SCRIPT, folder, environment("4 5 6", "1"), "nosuch.yaml");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines()).singleElement().asString().startsWith("aectl: error: nosuch.yaml: ");
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void worksThroughALinkToItsFolderAndMissesNoTableThatCannotBeWritten() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT.getParent());

        Result result = Launcher.run(link.resolve("batch.sh"), folder, environment("4", "1"));
        Result full =
                Launcher.run(Path.of("/bin/sh"), folder, environment("4", "1"), "-c", "'" + SCRIPT + "' >/dev/full");

        // JUnit warns of links that lead out of its temporary folder.
        Files.delete(link);
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(table(result)).hasSize(2);
        assertThat(full.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private static List<String> table(Result result) {
        return result.output()
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("models/"))
                .toList();
    }

    private static double best(String row) {
        return Double.parseDouble(row.split(",", -1)[5]);
    }

    @Test
    void anInterruptedBatchGoesOnWhereItWas() throws Exception {
        int epochs = interrupt();

        assertThat(run("runs.csv")).doesNotExist();
        assertThat(run("ae-z5-lr0.001")).doesNotExist();

        Result again = batch("4 5", Integer.toString(epochs + 1));

        assertThat(again.exitCode()).as(again.errorOutput()).isZero();
        assertThat(again.errorLines()).contains("batch: ae-z4-lr0.001, again", "batch: ae-z5-lr0.001");
        assertThat(Files.readAllLines(run("ae-z4-lr0.001/metrics.csv"))).hasSize(epochs + 2);
        assertThat(table(again)).hasSize(3);
    }

    /** Stops a batch as Ctrl-C does; returns the epochs that its first run has trained. */
    private int interrupt() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPT.toString()).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment("4 5", "5000"));
        Process process = builder.start();
        String last = "";
        String stopped = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches(" +3/.*")) {
                    terminate(process);
                }
                stopped = line.startsWith("aectl: interrupted") ? line : stopped;
                last = line;
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(last).isEqualTo("batch: interrupted; the same command goes on");
        return Launcher.epochsBeforeInterrupt(stopped);
    }

    /** A terminal tells the script and the program it runs. */
    private static void terminate(Process process) {
        Stream.concat(Stream.of(process.toHandle()), process.toHandle().descendants())
                .toList()
                .forEach(ProcessHandle::destroy);
    }
}
