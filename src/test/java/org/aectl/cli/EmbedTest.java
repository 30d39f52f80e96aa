package org.aectl.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Examples;
import org.aectl.data.array.NpyReader;
import org.aectl.data.array.NpyWriter;
import org.aectl.data.source.Sources;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of trained models through the command a user has, against plain loops over the checkpoint's weights. */
class EmbedTest {
    private static final int PIXELS = 28 * 28;
    private static final int HIDDEN = 8;
    private static final int UNITS = 3;
    private static final int ROWS = 20;
    private static final Pattern COMMA = Pattern.compile(",");

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        train("ae", "type: ae");
        train("vae", "type: vae");
        train("cvae", "type: cvae");
    }

    private static void train(String name, String model) throws IOException {
        Cli.train(models, name, """
                data: { type: builtin, name: mnist-mini, limit: 100 }
                model: { latent: %d, encoder: { layers: [%d], activation: relu }, reconstruction: bernoulli, %s }
                training: { epochs: 1, batchSize: 20 }
                """.formatted(UNITS, HIDDEN, model));
    }

    private static Result embed(String run, Path target, String... more) {
        return Cli.run(List.of("embed", run, "--models", models.toString(), "--output", target.toString()), more);
    }

    private Path embedded(String run, String name, String... more) {
        Path target = output.resolve(name);
        Result result = embed(run, target, more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorLines()).singleElement().asString().startsWith(run + ": ");
        return target;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** The test digits in [0,1]. */
    private static Examples digits() {
        return Objects.requireNonNull(
                Sources.open(new Builtin("mnist-mini"), null, 0).test());
    }

    /** Values of a layer by plain loops; the weights lie [inputs, outputs] column by column, then the biases. */
    private static double[] affine(float[] parameters, int from, double[] input, int outputs, boolean rectified) {
        double[] values = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            double sum = parameters[from + input.length * outputs + output];
            for (int i = 0; i < input.length; i++) {
                sum += input[i] * parameters[from + output * input.length + i];
            }
            values[output] = rectified ? Math.max(0, sum) : sum;
        }
        return values;
    }

    /** Hidden values and what the layer of the code computes from them. */
    private static double[][] plain(String run, int row, int outputs) throws IOException {
        Checkpoint checkpoint = CheckpointFile.read(models.resolve(run).resolve("checkpoints/best.zip"));
        float[] raw = new float[PIXELS];
        digits().read(row, raw, 0);
        double[] input = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            input[i] = raw[i] / 255.0;
        }
        double[] hidden = affine(checkpoint.parameters(), 0, input, HIDDEN, true);
        double[] code = affine(checkpoint.parameters(), (PIXELS + 1) * HIDDEN, hidden, outputs, false);
        return new double[][] {hidden, code};
    }

    private static double[] numbers(String line, int skipped) {
        return COMMA.splitAsStream(line)
                .skip(skipped)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void codesAreWhatPlainLoopsCompute() throws IOException {
        List<String> lines =
                Files.readAllLines(embedded("ae", "codes", "--limit", "" + ROWS).resolve("codes.csv"));

        assertThat(lines).hasSize(ROWS + 1);
        assertThat(lines.get(0)).isEqualTo("row,label,z0,z1,z2");
        Examples digits = digits();
        for (int row = 0; row < ROWS; row++) {
            String line = lines.get(row + 1);
            assertThat(line).startsWith(row + "," + digits.classes().get(digits.label(row)) + ",");
            assertThat(numbers(line, 2)).containsExactly(plain("ae", row, UNITS)[1], within(1e-4));
        }
    }

    @Test
    void aVariationalCodeIsItsMeanWithTheLogVarianceBesideIt() throws IOException {
        List<String> lines = Files.readAllLines(embedded("vae", "codes", "--limit", "" + ROWS, "--with-variance")
                .resolve("codes.csv"));
        List<String> means = Files.readAllLines(
                embedded("vae", "means", "--limit", "" + ROWS).resolve("codes.csv"));

        assertThat(lines.get(0)).isEqualTo("row,label,z0,z1,z2,logVariance0,logVariance1,logVariance2");
        for (int row = 0; row < ROWS; row++) {
            assertThat(numbers(lines.get(row + 1), 2)).containsExactly(plain("vae", row, 2 * UNITS)[1], within(1e-4));
            assertThat(lines.get(row + 1)).startsWith(means.get(row + 1));
        }
    }

    @Test
    void anyLayerCanBeLookedAt() throws IOException {
        List<String> lines = Files.readAllLines(embedded("ae", "hidden", "--limit", "" + ROWS, "--layer", "encoder-1")
                .resolve("codes.csv"));

        for (int row = 0; row < ROWS; row++) {
            assertThat(numbers(lines.get(row + 1), 2)).containsExactly(plain("ae", row, UNITS)[0], within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ae", "vae", "cvae"})
    void anArrayHoldsTheSameNumbersAsText(String run) throws IOException {
        Path text = embedded(run, "text", "--limit", "7");
        Path array = embedded(run, "array", "--limit", "7", "--format", "npy");

        assertThat(files(array)).containsExactly("codes.npy", "labels.csv");
        Examples codes = NpyReader.read(array.resolve("codes.npy"), null);
        List<String> lines = Files.readAllLines(text.resolve("codes.csv"));
        List<String> labels = Files.readAllLines(array.resolve("labels.csv"));
        assertThat(codes.count()).isEqualTo(7);
        float[] values = new float[UNITS];
        for (int row = 0; row < 7; row++) {
            codes.read(row, values, 0);
            double[] expected = numbers(lines.get(row + 1), 2);
            for (int unit = 0; unit < UNITS; unit++) {
                assertThat(values[unit]).isEqualTo((float) expected[unit]);
            }
            assertThat(lines.get(row + 1)).startsWith(labels.get(row + 1) + ",");
        }
    }

    @Test
    void anArchiveHoldsCodesLabelsAndTheirNames() throws IOException {
        Path folder = embedded("vae", "npz", "--limit", "6", "--format", "npz", "--with-variance");
        Path text = embedded("vae", "text", "--limit", "6", "--with-variance");

        assertThat(files(folder)).containsExactly("codes.npz");
        Path archive = folder.resolve("codes.npz");
        Examples codes = NpyReader.read(archive, "codes");
        Examples variances = NpyReader.read(archive, "logVariances");
        List<String> lines = Files.readAllLines(text.resolve("codes.csv"));
        float[] values = new float[UNITS];
        for (int row = 0; row < 6; row++) {
            double[] expected = numbers(lines.get(row + 1), 2);
            codes.read(row, values, 0);
            assertThat(values[1]).isEqualTo((float) expected[1]);
            variances.read(row, values, 0);
            assertThat(values[1]).isEqualTo((float) expected[UNITS + 1]);
        }
        ByteBuffer labels = data(archive, "labels", "'descr': '<i4'", "'shape': (6,)");
        for (int row = 0; row < 6; row++) {
            assertThat(labels.getInt()).isEqualTo(digits().label(row));
        }
        assertThat(classes(archive)).isEqualTo("0123456789");
        assertThat(embedded("vae", "again", "--limit", "6", "--format", "npz", "--with-variance")
                        .resolve("codes.npz"))
                .hasSameBinaryContentAs(archive);
    }

    /** The names of ten digits are an array of type {@code <U1}: one character of 32 bits each. */
    private static String classes(Path archive) throws IOException {
        ByteBuffer points = data(archive, "classes", "'descr': '<U1'", "'shape': (10,)");
        StringBuilder names = new StringBuilder();
        while (points.hasRemaining()) {
            names.appendCodePoint(points.getInt());
        }
        return names.toString();
    }

    /** What follows the header of an array, which must say certain things. */
    private static ByteBuffer data(Path archive, String array, String... header) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile());
                InputStream stream = zip.getInputStream(zip.getEntry(array + ".npy"))) {
            byte[] bytes = stream.readAllBytes();
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int end = 10 + buffer.getShort(8);
            assertThat(new String(bytes, 10, end - 10, StandardCharsets.US_ASCII))
                    .contains(header);
            return buffer.position(end);
        }
    }

    @Test
    void aColumnarFileHoldsTheSameNumbersAsText() throws IOException {
        Path folder = embedded("vae", "parquet", "--limit", "9", "--format", "parquet", "--with-variance");
        Path text = embedded("vae", "text", "--limit", "9", "--with-variance");

        assertThat(files(folder)).containsExactly("codes.parquet");
        List<String> lines = Files.readAllLines(text.resolve("codes.csv"));
        assertThat(parquet(folder.resolve("codes.parquet"))).containsExactlyElementsOf(lines);
    }

    @Test
    void aColumnarFileIsDataAgain() throws IOException {
        Path folder = embedded("vae", "again", "--limit", "9", "--format", "parquet");
        List<String> lines =
                Files.readAllLines(embedded("vae", "beside", "--limit", "9").resolve("codes.csv"));
        SourceConfig source = new Parquet(folder.resolve("codes.parquet"), null, "label", List.of("z*"), null);

        Examples codes = Sources.open(source, null, 1).training();

        float[] code = new float[codes.shape().size()];
        for (int row = 0; row < 9; row++) {
            codes.read(row, code, 0);
            StringBuilder line = new StringBuilder(row + "," + codes.classes().get(codes.label(row)));
            for (float value : code) {
                line.append(',').append(value);
            }
            assertThat(lines.get(row + 1)).hasToString(line.toString());
        }
    }

    /** A Parquet file as the lines of a CSV file. */
    private static List<String> parquet(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(ParquetReader.readMetadata(file.toFile()).getFileMetaData().getSchema().getFields().stream()
                .map(Type::getName)
                .collect(joining(",")));
        Hydrator<List<String>, String, String[]> row = new Hydrator<>() {
            @Override
            public List<String> start() {
                return new ArrayList<>();
            }

            @Override
            public List<String> add(List<String> cells, String[] column, Object value) {
                cells.add(value.toString());
                return cells;
            }

            @Override
            public String finish(List<String> cells) {
                return String.join(",", cells);
            }
        };
        try (Stream<String> rows = ParquetReader.streamContent(file.toFile(), row)) {
            rows.forEach(lines::add);
        }
        return lines;
    }

    @Test
    void codesCanBeLaidOutInAPlane() throws IOException {
        Path folder = embedded("ae", "plane", "--limit", "30", "--points", "10", "--project", "units");

        assertThat(files(folder)).containsExactly("codes.csv", "projection.csv", "projection.png");
        List<String> codes = Files.readAllLines(folder.resolve("codes.csv"));
        List<String> plane = Files.readAllLines(folder.resolve("projection.csv"));
        assertThat(plane.get(0)).isEqualTo("row,label,x,y");
        assertThat(plane).hasSize(11);
        for (int i = 0; i < 10; i++) {
            // At equal distances over the rows: 0, 3, 6, ...
            String code = codes.get(3 * i + 1);
            assertThat(plane.get(i + 1)).startsWith(3 * i + "," + digits().label(3 * i) + ",");
            assertThat(numbers(plane.get(i + 1), 2)).containsExactly(Arrays.copyOf(numbers(code, 2), 2), within(1e-6));
        }
        assertThat(ImageIO.read(folder.resolve("projection.png").toFile()).getWidth())
                .isEqualTo(1200);
    }

    @Test
    void twoRunsAreShownSideBySideOnTheSameExamples() throws IOException {
        String[] how = {"--limit", "40", "--project", "tsne"};
        Path alone = embedded("ae", "alone", how);
        Path other = embedded("cvae", "other", how);
        Path both = embedded("ae", "both", "--limit", "40", "--project", "tsne", "--beside", "cvae");

        List<String> left = Files.readAllLines(alone.resolve("projection.csv"));
        List<String> right = Files.readAllLines(other.resolve("projection.csv"));
        List<String> lines = Files.readAllLines(both.resolve("projection.csv"));
        assertThat(lines.get(0)).isEqualTo("row,label,x,y,besideX,besideY");
        for (int row = 1; row <= 40; row++) {
            String beside = COMMA.splitAsStream(right.get(row)).skip(2).collect(joining(","));
            assertThat(lines.get(row)).isEqualTo(left.get(row) + "," + beside);
        }
        assertThat(ImageIO.read(both.resolve("projection.png").toFile()).getWidth())
                .isEqualTo(2400);
    }

    @Test
    void filesAreNamedOnStdoutAndGoToTheRunsFolderByDefault() {
        Result result = Cli.run("embed", "ae", "--models", models.toString(), "--limit", "3");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output().lines())
                .containsExactly(models.resolve("ae/embed/codes.csv").toString());
    }

    @Test
    void whatCannotBeEmbeddedIsRefused() throws IOException {
        Path rows = output.resolve("rows.npy");
        try (NpyWriter writer = new NpyWriter(rows, 2, PIXELS)) {
            writer.write(new float[2 * PIXELS], 0, 2 * PIXELS);
        }
        Path wide = output.resolve("wide.npy");
        try (NpyWriter writer = new NpyWriter(wide, 2, 5)) {
            writer.write(new float[10], 0, 10);
        }
        assertRefused(
                "ae", "ae: --with-variance needs a variational model, but this one is of type ae", "--with-variance");
        assertRefused(
                "vae",
                "--with-variance is of the code, so it cannot be used with --layer",
                "--with-variance",
                "--layer",
                "encoder-1");
        assertRefused("ae", "--layer must be one of encoder-1, code, ", "--layer", "middle");
        assertRefused("ae", wide + ": examples of shape 5 (5 values); the model was trained on", "--data", "" + wide);
        assertRefused("ae", "--beside vae needs --project", "--beside", "vae");
        assertRefused("ae", "--points must be at least 1, was 0", "--project", "pca", "--points", "0");
        assertRefused(
                "ae", "test: --project tsne needs at least 4 examples, was 3", "--project", "tsne", "--limit", "3");
        assertRefused("ae", "--layer must be one of ", "--layer", "encoder-1x", "--project", "pca");
        assertRefused("ae", "there is no run no-such-run", "--project", "pca", "--beside", "no-such-run");
        Path shares = output.resolve("shares.npy");
        try (NpyWriter writer = new NpyWriter(shares, 1, PIXELS)) {
            float[] values = new float[PIXELS];
            values[7] = 1;
            writer.write(values, 0, PIXELS);
        }
        assertRefused(
                "ae",
                shares + ": pictures with values from 0.0 to 1.0; the model was trained on values from 0.0 to 255.0",
                "--data",
                "" + shares);
        assertRefused("cvae", rows + ": the model is conditional on labels", "--data", "" + rows);
    }

    private void assertRefused(String run, String problem, String... more) {
        Path target = output.resolve("refused");
        Result result = embed(run, target, more);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).singleElement().asString().startsWith("aectl: error: " + problem);
        assertThat(target).doesNotExist();
    }
}
