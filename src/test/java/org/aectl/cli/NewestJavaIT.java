package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.Runtime.Version;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program through the launcher on the newest Java of this machine, where that is newer than the one of the other tests. */
class NewestJavaIT {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final String EXPERIMENT = """
            name: run
            data: { type: builtin, name: mnist-mini, limit: 300 }
            model: { type: vae, latent: 3, encoder: { layers: [10] } }
            training: { epochs: 2, batchSize: 50 }
            """;

    @TempDir
    private Path folder;

    private Path newest = Path.of("none");

    @BeforeEach
    void findNewest() throws IOException {
        TreeMap<Version, Path> found = new TreeMap<>();
        if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLED)) {
                for (Path home : homes) {
                    if (Files.isExecutable(home.resolve("bin/java")) && Files.exists(home.resolve("release"))) {
                        found.put(version(home), home);
                    }
                }
            }
        }
        assumeThat(found.isEmpty() ? 0 : found.lastKey().feature())
                .as("a Java in " + INSTALLED + " that is newer than that of these tests")
                .isGreaterThan(Runtime.version().feature());
        newest = found.lastEntry().getValue();
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
    }

    private static Version version(Path home) throws IOException {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        }
        return Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""));
    }

    private Result aectl(String... words) throws Exception {
        return Launcher.run(folder, Map.of("JAVA_HOME", newest.toString(), "AECTL_THREADS", "1"), words);
    }

    @Test
    void trainsAndReadsAsOnTheOtherWithoutAWordOfTheJvm() throws Exception {
        assertThat(aectl("--version").output())
                .contains("Java " + version(newest).feature());
        Result here = Launcher.run(
                folder, Map.of("AECTL_THREADS", "1"), "train", "-c", "experiment.yaml", "--name", "here", "--quiet");
        assertThat(here.exitCode()).as(here.errorOutput()).isZero();

        Result there = aectl("train", "-c", "experiment.yaml", "--name", "there", "--quiet");

        assertThat(there.exitCode()).as(there.errorOutput()).isZero();
        assertThat(there.errorOutput().lines()).allMatch(line -> line.startsWith("aectl: warning: the model"));
        assertThat(folder.resolve("models/there/metrics.csv"))
                .hasSameBinaryContentAs(folder.resolve("models/here/metrics.csv"));
        for (String command : new String[] {"report", "embed"}) {
            Result result = aectl(command, "there");
            assertThat(result.exitCode())
                    .as(command + ": " + result.errorOutput())
                    .isZero();
            assertThat(result.errorOutput()).doesNotContain("WARNING");
        }
    }
}
