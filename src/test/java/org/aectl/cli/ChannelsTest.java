package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.aectl.data.array.NpyWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures whose arrays have the channels before height and width, as PyTorch has them. */
class ChannelsTest {
    private static final int ROWS = 40;
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;
    private static final String CONFIG = """
            name: %s
            data: { type: npy, path: %s.npy, testPath: %s-test.npy%s }
            model: { type: ae, latent: 2, encoder: { type: conv, filters: [2], layers: [] } }
            training: { epochs: 2, batchSize: 8 }
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() throws IOException {
        write("first.npy", 1, true);
        write("first-test.npy", 2, true);
        write("last.npy", 1, false);
        write("last-test.npy", 2, false);
        Cli.train(folder, "first", CONFIG.formatted("first", "first", "first", ", channels: first"));
        Cli.train(folder, "last", CONFIG.formatted("last", "last", "last", ""));
    }

    /** The same pictures for the same seed. */
    private static void write(String name, int seed, boolean isFirst) throws IOException {
        Random random = new Random(seed);
        float[] values = new float[ROWS * HEIGHT * WIDTH * 3];
        for (int row = 0; row < ROWS; row++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
                    int place = isFirst ? channel * HEIGHT * WIDTH + pixel : pixel * 3 + channel;
                    values[row * HEIGHT * WIDTH * 3 + place] = random.nextInt(256);
                }
            }
        }
        int[] dimensions = isFirst ? new int[] {3, HEIGHT, WIDTH} : new int[] {HEIGHT, WIDTH, 3};
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                NpyWriter array = new NpyWriter(out, ROWS, dimensions)) {
            array.write(values, 0, values.length);
        }
    }

    private static String run(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void theSamePicturesMakeTheSameModelInEitherOrder() throws IOException {
        assertThat(Files.readString(folder.resolve("first/metrics.csv")).replaceAll(",[^,]*\n", "\n"))
                .isEqualTo(Files.readString(folder.resolve("last/metrics.csv")).replaceAll(",[^,]*\n", "\n"));
        assertThat(evaluated("first", "first-test.npy").replace("first", "last"))
                .isEqualTo(evaluated("last", "last-test.npy"));
    }

    private static String evaluated(String run, String data) {
        Result result = Cli.run("evaluate", run(run), "--data", run(data), "--json");
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        return result.output().replace(folder.toString(), "").replaceAll("\"(run|checkpoint)\" : [^\n]*", "");
    }

    @Test
    void whatIsWrittenCanBeReadAgain() throws IOException {
        Path once = folder.resolve("once");
        reconstruct("first", once, "npy");
        assertThat(new String(Files.readAllBytes(once.resolve("reconstruction.npy")), StandardCharsets.ISO_8859_1))
                .contains("(40, 3, 5, 6)");
        reconstruct("last", folder.resolve("last-once"), "npy");
        assertThat(Files.readString(folder.resolve("last-once/errors.csv")))
                .isEqualTo(Files.readString(once.resolve("errors.csv")));
        Path twice = folder.resolve("twice");
        reconstruct(
                "first",
                twice,
                "npy",
                "--data",
                once.resolve("reconstruction.npy").toString());
        assertThat(Files.readAllLines(twice.resolve("errors.csv"))).hasSize(ROWS + 1);
    }

    private static void reconstruct(String run, Path output, String format, String... more) {
        String[] words = new String[6 + more.length];
        System.arraycopy(
                new String[] {"reconstruct", run(run), "--output", output.toString(), "--format", format},
                0,
                words,
                0,
                6);
        System.arraycopy(more, 0, words, 6, more.length);
        Result result = Cli.run(words);
        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
    }

    @Test
    void channelsThatSeemToBeFirstAreSaid() {
        String warning = "examples of [3, 5, 6] are read as 3 rows of 5 pixels with 6 channels; data.channels";
        Result described = Cli.run("data", "describe", run("first.npy"));

        assertThat(described.exitCode()).isZero();
        assertThat(described.errorOutput()).containsOnlyOnce(warning);
        assertThat(Cli.run("data", "describe", run("last.npy")).errorOutput()).isEmpty();
        assertThat(Cli.run("evaluate", run("first"), "--data", run("first-test.npy"))
                        .errorOutput())
                .doesNotContain("data.channels");
    }

    @Test
    void parquetIsReadAndWrittenInTheOrderThatTheConfigSays() throws IOException {
        Path rows = folder.resolve("rows");
        reconstruct("first", rows, "parquet");
        for (String order : new String[] {"first", "last"}) {
            Cli.train(folder, "table-" + order, """
                    name: table-%1$s
                    data: { type: parquet, path: rows/reconstruction.parquet, ignore: row, shape: [5, 6, 3], channels: %1$s }
                    model: { type: ae, latent: 2 }
                    training: { epochs: 1 }
                    """.formatted(order));
            // Of all rows, and of what is written for them once more.
            reconstruct("table-" + order, folder.resolve("a-" + order), "parquet", "--split", "training");
            Result again = Cli.run(
                    "evaluate",
                    run("table-" + order),
                    "--data",
                    folder.resolve("a-" + order + "/reconstruction.parquet").toString(),
                    "--json");
            assertThat(again.exitCode()).as(again.errorOutput()).isZero();
            Result plain = Cli.run(
                    "reconstruct",
                    run("table-" + order),
                    "--split",
                    "training",
                    "--format",
                    "npy",
                    "--output",
                    folder.resolve("b-" + order).toString());
            assertThat(plain.exitCode()).as(plain.errorOutput()).isZero();
            Path array = folder.resolve("b-" + order + "/reconstruction.npy");
            assertThat(new String(Files.readAllBytes(array), StandardCharsets.ISO_8859_1))
                    .contains(order.equals("first") ? ", 3, 5, 6)" : ", 5, 6, 3)");
        }
    }
}
