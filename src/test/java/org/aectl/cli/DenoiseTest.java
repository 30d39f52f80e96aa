package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.aectl.cli.console.ExitCode;
import org.aectl.config.source.Builtin;
import org.aectl.data.Examples;
import org.aectl.data.array.NpyReader;
import org.aectl.data.array.NpyWriter;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Denoising with trained models through the command a user has. */
class DenoiseTest {
    private static final int PIXELS = 28 * 28;
    private static final int ROWS = 40;
    private static final Pattern COMMA = Pattern.compile(",");

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        TrainedRuns.copy(models, "dae", "ae", "noisy-rows");
    }

    private static Result denoise(String run, Path target, String... more) {
        return Cli.run(List.of("denoise", run, "--models", models.toString(), "--output", target.toString()), more);
    }

    private JsonNode denoised(String run, String name, String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--json");
        Result result = denoise(run, output.resolve(name), words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorLines())
                .allMatch(line ->
                        line.equals("aectl: warning: the linear filter is left out, because nothing says what noise"
                                + " the examples of --corrupted have"));
        return JsonMapper.shared().readTree(result.output());
    }

    private static float[] values(Path npy, int count) {
        Examples examples = NpyReader.read(npy, null);
        assertThat(examples.count()).isEqualTo(count);
        int size = examples.shape().size();
        float[] values = new float[count * size];
        for (int row = 0; row < count; row++) {
            examples.read(row, values, row * size);
        }
        return values;
    }

    private static double meanSquare(float[] some, float[] others) {
        double sum = 0;
        for (int i = 0; i < some.length; i++) {
            sum += Math.pow((some[i] - others[i]) / 255.0, 2);
        }
        return sum / some.length;
    }

    /** The clean digits that are denoised, as bytes' numbers. */
    private static float[] cleanDigits() {
        Examples test = Objects.requireNonNull(
                Sources.open(new Builtin("mnist-mini"), null, 0).test());
        float[] values = new float[ROWS * PIXELS];
        for (int row = 0; row < ROWS; row++) {
            test.read(row, values, row * PIXELS);
        }
        return values;
    }

    @Test
    void errorsAreThoseOfTheFilesThatAreWritten() throws IOException {
        float[] clean = cleanDigits();
        JsonNode summary = denoised("dae", "out", "--limit", "" + ROWS, "--format", "npy");

        float[] cleaned = values(output.resolve("out/denoised.npy"), ROWS);
        JsonNode after = summary.path("change").path("after");
        double mse = meanSquare(cleaned, clean);
        assertThat(after.path("mse").asDouble()).isCloseTo(mse, within(1e-6));
        assertThat(after.path("psnr").asDouble()).isCloseTo(-10 * Math.log10(mse), within(1e-3));
        assertThat(after.path("ssim").asDouble()).isBetween(-1.0, 1.0);
        assertNumbersFile(output.resolve("out/errors.csv"), clean, cleaned, summary.path("change"));
    }

    private static void assertNumbersFile(Path file, float[] clean, float[] cleaned, JsonNode change)
            throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(ROWS + 1);
        assertThat(lines.get(0)).isEqualTo("row,label,inputMse,outputMse,inputSsim,outputSsim");
        double[] sums = new double[4];
        for (int row = 0; row < ROWS; row++) {
            String[] fields = COMMA.split(lines.get(row + 1), -1);
            double expected = meanSquare(
                    Arrays.copyOfRange(cleaned, row * PIXELS, (row + 1) * PIXELS),
                    Arrays.copyOfRange(clean, row * PIXELS, (row + 1) * PIXELS));
            assertThat(Double.parseDouble(fields[3])).isCloseTo(expected, within(1e-6));
            for (int i = 0; i < 4; i++) {
                sums[i] += Double.parseDouble(fields[i + 2]) / ROWS;
            }
        }
        assertThat(change.path("before").path("mse").asDouble()).isCloseTo(sums[0], within(1e-9));
        assertThat(change.path("after").path("mse").asDouble()).isCloseTo(sums[1], within(1e-9));
        assertThat(change.path("before").path("ssim").asDouble()).isCloseTo(sums[2], within(1e-9));
        assertThat(change.path("after").path("ssim").asDouble()).isCloseTo(sums[3], within(1e-9));
    }

    @Test
    void aLinearFilterStandsBesideTheModelAndIsSaidToBeBetterWhereItIs() {
        JsonNode summary = denoised("ae", "out", "--limit", "" + ROWS, "--noise", "gaussian:0.3");

        // 0.0122 of 60,000 rows: 19.14 dB.
        double filter = summary.path("filter").path("after").path("mse").asDouble();
        double inRange = summary.path("filter").path("inRange").path("mse").asDouble();
        assertThat(filter).isBetween(0.008, 0.025);
        assertThat(inRange).isBetween(0.007, filter);
        assertThat(summary.path("filter").path("after").path("psnr").asDouble())
                .isCloseTo(-10 * Math.log10(filter), within(1e-9));
        assertThat(summary.path("change").path("after").path("mse").asDouble()).isGreaterThan(inRange);
        assertThat(summary.path("verdicts").get(0).asString()).startsWith("A linear filter cleans better: MSE 0.");
    }

    /** What each noise does to the mean squared error follows from its definition. */
    @ParameterizedTest
    @CsvSource({"gaussian:0.3", "salt-and-pepper:0.2", "masking:0.3"})
    void eachNoiseIsAsStrongAsItIsAskedFor(String noise) {
        float[] clean = cleanDigits();
        double squares = 0;
        double complements = 0;
        for (float value : clean) {
            squares += Math.pow(value / 255, 2) / clean.length;
            complements += Math.pow(1 - value / 255, 2) / clean.length;
        }
        double expected = switch (noise) {
            case "gaussian:0.3" -> 0.09;
            case "masking:0.3" -> 0.3 * squares;
            default -> 0.1 * squares + 0.1 * complements;
        };

        JsonNode summary = denoised("ae", "out", "--limit", "" + ROWS, "--noise", noise);

        double measured = summary.path("change").path("before").path("mse").asDouble();
        assertThat(measured).isCloseTo(expected, within(0.05 * expected));
        assertThat(summary.path("change").path("before").path("psnr").asDouble())
                .isCloseTo(-10 * Math.log10(measured), within(1e-9));
    }

    @Test
    void theSameSeedGivesTheSameFilesAndAnotherOneOthers() throws IOException {
        for (String name : List.of("first", "again")) {
            denoised("dae", name, "--limit", "9", "--seed", "3");
        }
        denoised("dae", "other", "--limit", "9", "--seed", "4");

        for (String file : List.of("denoised.csv", "errors.csv", "denoised.png")) {
            Path first = output.resolve("first").resolve(file);
            assertThat(output.resolve("again").resolve(file)).hasSameBinaryContentAs(first);
            assertThat(Files.readAllBytes(output.resolve("other").resolve(file)))
                    .isNotEqualTo(Files.readAllBytes(first));
        }
    }

    @Test
    void severalNoisesComeOneAfterTheOther() {
        JsonNode both = denoised("ae", "both", "--limit", "30", "--noise", "masking:0.3", "--noise", "gaussian:0.3");
        JsonNode one = denoised("ae", "one", "--limit", "30", "--noise", "masking:0.3");

        double difference = both.path("change").path("before").path("mse").asDouble()
                - one.path("change").path("before").path("mse").asDouble();
        assertThat(difference).isCloseTo(0.09, within(0.01));
    }

    @Test
    void corruptedExamplesAreTakenAsTheyAreAndComparedWithCleanOnes() throws IOException {
        float[] clean = Arrays.copyOf(cleanDigits(), 5 * PIXELS);
        float[] noisy = clean.clone();
        for (int i = 0; i < noisy.length; i += 3) {
            noisy[i] = 0;
        }
        Path cleanFile = write("clean.npy", clean);
        Path noisyFile = write("noisy.npy", noisy);

        JsonNode scored =
                denoised("dae", "scored", "--corrupted", noisyFile.toString(), "--clean", cleanFile.toString());
        JsonNode plain = denoised("dae", "plain", "--corrupted", noisyFile.toString());

        assertThat(scored.path("change").path("before").path("mse").asDouble())
                .isCloseTo(meanSquare(noisy, clean), within(1e-6));
        assertThat(plain.has("change")).isFalse();
        assertThat(output.resolve("plain/errors.csv")).doesNotExist();
        assertThat(output.resolve("plain/denoised.csv")).hasSameBinaryContentAs(output.resolve("scored/denoised.csv"));
        // Two rows of pictures, and three where the original is known.
        assertThat(height("scored/denoised.png") - height("plain/denoised.png")).isGreaterThan(28);
    }

    private int height(String file) throws IOException {
        BufferedImage picture = ImageIO.read(output.resolve(file).toFile());
        return picture.getHeight();
    }

    private Path write(String name, float[] values) throws IOException {
        Path file = output.resolve(name);
        try (NpyWriter writer = new NpyWriter(file, values.length / PIXELS, 28, 28)) {
            writer.write(values, 0, values.length);
        }
        return file;
    }

    @Test
    void picturesBecomeAnIdxFileOfBytes() throws IOException {
        denoised("dae", "idx", "--limit", "3", "--format", "idx");
        denoised("dae", "npy", "--limit", "3", "--format", "npy");

        ByteBuffer idx = ByteBuffer.wrap(Files.readAllBytes(output.resolve("idx/denoised.idx")));
        float[] expected = values(output.resolve("npy/denoised.npy"), 3);
        assertThat(idx.getInt()).isEqualTo(0x00000803);
        assertThat(idx.getInt()).isEqualTo(3);
        assertThat(idx.getInt()).isEqualTo(28);
        assertThat(idx.getInt()).isEqualTo(28);
        assertThat(idx.remaining()).isEqualTo(3 * PIXELS);
        for (float value : expected) {
            assertThat(idx.get() & 0xFF).isEqualTo(Math.round(value));
        }
    }

    @Test
    void rowsAreScoredWithoutPictures() throws IOException {
        JsonNode summary = denoised("noisy-rows", "rows");

        assertThat(summary.path("change").path("after").path("ssim").isNull()).isTrue();
        assertThat(output.resolve("rows/denoised.png")).doesNotExist();
        assertThat(Files.readAllLines(output.resolve("rows/errors.csv")).get(0)).startsWith("row,");
    }

    @Test
    void whatCannotBeDenoisedIsRefused() throws IOException {
        Path wide = output.resolve("wide.npy");
        try (NpyWriter writer = new NpyWriter(wide, 2, 5)) {
            writer.write(new float[10], 0, 10);
        }
        String digits = write("three.npy", new float[3 * PIXELS]).toString();
        String others = write("two.npy", new float[2 * PIXELS]).toString();
        assertRefused("ae", "ae: this model was trained without noise, so --noise must say which to clean");
        assertRefused("dae", "--clean is compared with --corrupted, which is missing", "--clean", digits);
        assertRefused(
                "dae", "--noise cannot be used with --corrupted", "--corrupted", digits, "--noise", "masking:0.1");
        assertRefused("dae", "--seed cannot be used with --corrupted", "--corrupted", digits, "--seed", "1");
        assertRefused("dae", "--data cannot be used with --corrupted", "--corrupted", digits, "--data", digits);
        assertRefused(
                "dae",
                others + ": holds 2 examples, but " + digits + " holds 3",
                "--corrupted",
                digits,
                "--clean",
                others);
        assertRefused(
                "dae", wide + ": examples of shape 5 (5 values); the model was trained on", "--corrupted", "" + wide);
    }

    @ParameterizedTest
    @CsvSource({
        "gaussian, is no noise; expected gaussian:SIGMA",
        "snow:0.1, is no noise; expected gaussian:SIGMA",
        "gaussian:much, is no noise; expected gaussian:SIGMA",
        "gaussian:0, must be above 0",
        "masking:1, must be above 0 and below 1"
    })
    void aNoiseThatIsNoneIsRefused(String noise, String problem) {
        Result result = denoise("dae", output.resolve("refused"), "--noise", noise);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorLines().get(0)).startsWith("aectl: error: ").contains("--noise", problem);
    }

    private void assertRefused(String run, String problem, String... more) {
        Path target = output.resolve("refused");
        Result result = denoise(run, target, more);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).singleElement().asString().startsWith("aectl: error: " + problem);
        assertThat(target).doesNotExist();
    }
}
