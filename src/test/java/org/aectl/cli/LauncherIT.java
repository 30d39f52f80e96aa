package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The launcher with the program that this build made. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherIT {
    private static final String VERSION = System.getProperty("aectl.version", "0.1.0");
    private static final Map<String, String> AS_IT_IS = Map.of();

    @TempDir
    private Path folder;

    @Test
    void printsItsVersionFromAnotherFolder() throws Exception {
        Result result = Launcher.run(folder, AS_IT_IS, "--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).startsWith("aectl " + VERSION).contains("Java 17");
        assertThat(result.errorOutput()).isEmpty();
    }

    @Test
    void printsHelpToStandardOutputOnly() throws Exception {
        Result result = Launcher.run(folder, AS_IT_IS, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Usage: aectl", "doctor");
        assertThat(result.errorOutput()).isEmpty();
    }

    @Test
    void followsAChainOfAbsoluteAndRelativeLinksThroughFoldersWithSpaces() throws Exception {
        Path spaced = Files.createDirectories(folder.resolve("with two spaces/bin"));
        Files.createSymbolicLink(spaced.resolve("first link"), Launcher.script());
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("with two spaces/bin/first link"));

        Result result = Launcher.run(second, spaced, AS_IT_IS, "--version");

        // JUnit warns of links that lead out of its temporary folder.
        Files.delete(spaced.resolve("first link"));
        assertThat(result.output()).startsWith("aectl " + VERSION);
    }

    @Test
    void answersAWrongCommandWithExitCode2AndALineThatSaysSo() throws Exception {
        Result result = Launcher.run(folder, AS_IT_IS, "trian");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorOutput().lines().filter(line -> line.startsWith("aectl: error: ")))
                .hasSize(1);
    }

    @Test
    void theUsersOwnLimitsAndThreadsWinAndJsonStaysClean() throws Exception {
        Map<String, String> own =
                Map.of("AECTL_JAVA_OPTS", "-Xmx640m -Dorg.bytedeco.javacpp.maxbytes=700m", "AECTL_THREADS", "1");

        Result result = Launcher.run(folder, own, "doctor", "--quick", "--json");

        assertThat(result.errorOutput()).isEmpty();
        JsonNode backend = JsonMapper.shared().readTree(result.output()).get("backend");
        assertThat(backend.at("/memory/heap").asLong()).isBetween(500L << 20, 640L << 20);
        assertThat(backend.at("/memory/arrays").asLong()).isEqualTo(700L << 20);
        assertThat(backend.at("/threads/openMp").asInt()).isEqualTo(1);
        assertThat(backend.at("/threads/blas").asInt()).isEqualTo(1);
        assertThat(backend.at("/threads/waitPolicy").asString()).isEqualTo("PASSIVE");
    }

    @Test
    void theUnpackedArchiveRunsReadOnlyAndWithoutMaven() throws Exception {
        Path archive = Path.of("target", "aectl-" + VERSION + ".tar.gz").toAbsolutePath();
        assumeThat(archive).as("made unless -Dassembly.skipAssembly").exists();
        Path place = Files.createDirectory(folder.resolve("a place"));
        run("tar", "-xzf", archive.toString(), "-C", place.toString());
        run("chmod", "-R", "a-w", place.toString());
        Path cache = folder.resolve("cache");
        Map<String, String> environment =
                Map.of("PATH", Launcher.toolsOnly(folder).toString(), "XDG_CACHE_HOME", cache.toString());
        try {
            Result result =
                    Launcher.run(place.resolve("aectl-" + VERSION + "/aectl"), folder, environment, "--version");

            assertThat(result.exitCode()).isZero();
            assertThat(result.output()).startsWith("aectl " + VERSION);
            assertThat(result.errorOutput()).isEqualTo("aectl: preparing (first use)...\n");
        } finally {
            run("chmod", "-R", "u+w", place.toString());
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
