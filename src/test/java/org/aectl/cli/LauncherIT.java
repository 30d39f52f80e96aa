package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The launcher with the program that this build made. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherIT {
    private static final String VERSION = System.getProperty("aectl.version", "0.1.0");
    private static final Map<String, String> AS_IT_IS = Map.of();

    private static final String EXPERIMENT = """
            name: run
            data: { type: builtin, name: mnist-mini, limit: 300 }
            model: { type: ae, latent: 3, encoder: { layers: [10] } }
            training: { epochs: 1, batchSize: 50 }
            """;

    @TempDir
    private Path folder;

    @Test
    void printsItsVersionFromAnotherFolder() throws Exception {
        Result result = Launcher.run(folder, AS_IT_IS, "--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .startsWith("aectl " + VERSION)
                .contains("Java " + Runtime.version().feature());
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
        assertThat(backend.at("/threads/waitPolicy").asString()).isEqualTo("passive");
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

    @ParameterizedTest
    @ValueSource(strings = {"config show experiment.yaml", "runs --csv", "help train", "--version"})
    @EnabledOnOs(OS.LINUX)
    void resultsThatCannotBeWrittenAreAnErrorAndAReaderThatHasSeenEnoughIsNone(String words) throws Exception {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);

        Result full = shell("\"$0\" " + words + " >/dev/full");

        assertThat(full.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(full.errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: the results could not be written to stdout: ");

        Result closed = shell("{ \"$0\" " + words + "; echo \"exit $?\" >&2; } | true");
        assertThat(closed.errorOutput()).isEqualTo("exit 0\n");
    }

    @Test
    void streamsThatAreClosedAreNotMissed() throws Exception {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);

        assertThat(shell("\"$0\" train -c experiment.yaml --name a 2>&-").exitCode())
                .isZero();
        assertThat(shell("\"$0\" train -c experiment.yaml --name b <&- >&- 2>&-")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("models/b/model.zip")).hasSameBinaryContentAs(folder.resolve("models/a/model.zip"));
    }

    /** Also where Java is started by hand: no language may decide what the program does. */
    @Test
    void anyLanguageGivesTheSame() throws Exception {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
        Result here = Launcher.run(folder, AS_IT_IS, "train", "-c", "experiment.yaml", "--name", "here");
        assertThat(here.exitCode()).isZero();
        String evaluated =
                Launcher.run(folder, AS_IT_IS, "evaluate", "here", "--json").output();

        for (String language : List.of("tr", "ar")) {
            assertThat(Launcher.run(folder, in(language), "evaluate", "here", "--json")
                            .output())
                    .isEqualTo(evaluated);
        }
        // ReproducibilityIT trains in Turkish.
        Result there = Launcher.run(folder, in("ar"), "train", "-c", "experiment.yaml", "--name", "there");
        assertThat(there.exitCode()).as(there.errorOutput()).isZero();
        for (String file : List.of("metrics.csv", "model.zip")) {
            assertThat(folder.resolve("models/there").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("models/here").resolve(file));
        }
    }

    private static Map<String, String> in(String language) {
        return Map.of("AECTL_JAVA_OPTS", "-Duser.language=" + language);
    }

    @Test
    void aFileOfAnyNameIsFoundWhereTheLocaleIsPlainAscii() throws Exception {
        Path place = Files.createDirectory(folder.resolve("späce 数"));
        Files.writeString(place.resolve("é.yaml"), EXPERIMENT);

        Result result = Launcher.run(place, Map.of("LC_ALL", "C"), "train", "-c", "é.yaml", "--output", "ß");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(place.resolve("ß/run/model.zip")).exists();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCopyWithoutOneOfItsJarsSaysSo(boolean isEmpty) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy/lib"));
        Files.copy(Launcher.script(), folder.resolve("copy/aectl"), StandardCopyOption.COPY_ATTRIBUTES);
        Path lost;
        try (Stream<Path> jars = Files.list(Launcher.script().resolveSibling("target/lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, copy.resolve(jar.getFileName()));
            }
        }
        try (Stream<Path> jars = Files.list(copy)) {
            lost = jars.filter(jar -> jar.getFileName().toString().startsWith("picocli-"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.delete(lost);
        if (isEmpty) {
            Files.createFile(lost);
        }

        Result result = Launcher.run(folder.resolve("copy/aectl"), folder, Map.of("AECTL_CDS", "off"), "--version");

        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.errorOutput())
                .isEqualTo("aectl: error: this copy of aectl is not complete: " + lost
                        + (isEmpty ? " is empty\n" : " is missing\n"));
    }

    private Result shell(String line) throws Exception {
        return Launcher.run(
                Path.of("/bin/sh"),
                folder,
                AS_IT_IS,
                "-c",
                line,
                Launcher.script().toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
