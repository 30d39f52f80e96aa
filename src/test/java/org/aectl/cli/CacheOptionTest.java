package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a CSV file that is large enough for a cache, but of equal rows, so that it is small on the disk. */
class CacheOptionTest {
    private static final int WIDTH = 2000;

    @TempDir
    static Path folder;

    private static Path table;

    @BeforeAll
    static void writeTable() throws IOException {
        table = folder.resolve("table.csv.gz");
        byte[] row = ("0.125,".repeat(WIDTH - 1) + "1\n").getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(table))) {
            for (long bytes = 0; bytes < 32L << 20; bytes += row.length) {
                out.write(row);
            }
        }
    }

    private static Path config(String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                name: %s
                data: { type: csv, path: %s, limit: 50 }
                model: { type: ae, latent: 2, encoder: { layers: [4] } }
                training: { epochs: 1 }
                """.formatted(name, table));
    }

    private static List<Path> cached(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    private static Result done(String... words) {
        Result result = Cli.run(words);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        return result;
    }

    @Test
    void theCacheIsBesideTheRunAndServesAllCommands() throws IOException {
        Path models = folder.resolve("models");
        done("train", "--config", config("beside").toString(), "--output", models.toString());
        Path cache = models.resolve(".cache");
        assertThat(cached(cache)).hasSize(1);
        FileTime made = Files.getLastModifiedTime(cached(cache).get(0));

        done(
                "embed",
                models.resolve("beside").toString(),
                "--output",
                folder.resolve("codes").toString());
        done("evaluate", "beside", "--models", models.toString());
        done("train", "--config", config("again").toString(), "--output", models.toString());

        assertThat(cached(cache)).hasSize(1);
        assertThat(Files.getLastModifiedTime(cached(cache).get(0))).isEqualTo(made);
        assertThat(done("runs", "--models", models.toString()).output()).doesNotContain("cache");
    }

    @Test
    void anotherFolderCanBeNamed() throws IOException {
        Path models = folder.resolve("others");
        Path cache = folder.resolve("a/b");
        String[] named = {"--cache", cache.toString()};
        done("train", "--config", config("named").toString(), "--output", models.toString(), named[0], named[1]);
        done("reconstruct", "named", "--models", models.toString(), named[0], named[1]);
        done("sample", "named", "--models", models.toString(), "--count", "2", "--components", "1", named[0], named[1]);
        assertThat(cached(cache)).hasSize(1);
        // Counts missing values, which the config refuses: another reading of the same table.
        done("data", "describe", table.toString(), named[0], named[1]);
        done("data", "describe", table.toString(), named[0], named[1]);
        assertThat(cached(cache)).hasSize(2);
        assertThat(models.resolve(".cache")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeUsedIsAnErrorOfOneLine() throws IOException {
        Path models = Files.createDirectories(folder.resolve("none"));
        Path file = Files.writeString(models.resolve(".cache"), "");

        assertThat(refused(models))
                .isEqualTo(file + ": cannot hold the numbers of " + table
                        + ": not a directory; --cache names another folder");
        assertThat(refused(models, "--cache", file.resolve("cache").toString()))
                .isEqualTo(file.resolve("cache") + ": cannot be written, because " + file + " is no folder");
        assertThat(models.resolve("refused")).doesNotExist();
    }

    private static String refused(Path models, String... more) throws IOException {
        Result result = Cli.run(
                List.of("train", "--config", config("refused").toString(), "--output", models.toString()), more);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines()).hasSize(1);
        return result.errorOutput().strip().replaceFirst("aectl: error: ", "");
    }
}
