package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.aectl.cli.console.ExitCode;
import org.aectl.data.Examples;
import org.aectl.data.array.NpyReader;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples drawn from trained models through the command a user has. */
class SampleTest {
    private static final int PIXELS = 28 * 28;
    /** How many examples are decoded at once may change the last digits. */
    private static final Offset<Double> TOLERANCE = Offset.offset(1e-3);

    private static final Pattern COMMA = Pattern.compile(",");

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        TrainedRuns.copy(models, "vae", "cvae", "ae", "rows");
    }

    private static Result sample(String run, Path target, String... more) {
        return Cli.run(List.of("sample", run, "--models", models.toString(), "--output", target.toString()), more);
    }

    private Path sampled(String run, String name, String... more) {
        Path target = output.resolve(name);
        Result result = sample(run, target, more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorOutput()).isEmpty();
        return target;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> labels(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("labels.csv"));
        assertThat(lines.get(0)).isEqualTo("row,label");
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }

    private static double[] values(String line) {
        return COMMA.splitAsStream(line)
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vae", "cvae"})
    void theSameSeedGivesTheSameFilesAndAnotherOneOthers(String run) throws IOException {
        Path first = sampled(run, "first", "--count", "12", "--seed", "3");
        Path again = sampled(run, "again", "--count", "12", "--seed", "3");
        Path other = sampled(run, "other", "--count", "12", "--seed", "4");

        assertThat(files(first)).contains("samples.csv", "samples.png");
        assertThat(files(first).contains("labels.csv")).isEqualTo(run.equals("cvae"));
        for (String file : files(first)) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
        for (String file : List.of("samples.csv", "samples.png")) {
            assertThat(Files.readAllBytes(other.resolve(file))).isNotEqualTo(Files.readAllBytes(first.resolve(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vae", "cvae"})
    void anExampleDoesNotDependOnHowManyThereAre(String run) throws IOException {
        // More than are drawn at once.
        List<String> many =
                Files.readAllLines(sampled(run, "many", "--count", "300").resolve("samples.csv"));
        List<String> few =
                Files.readAllLines(sampled(run, "few", "--count", "7").resolve("samples.csv"));

        assertThat(many).hasSize(301);
        assertThat(few).hasSize(8);
        assertThat(few.get(0)).isEqualTo(many.get(0)).startsWith("row,x0,x1,");
        for (int row = 1; row < few.size(); row++) {
            assertThat(values(few.get(row))).containsExactly(values(many.get(row)), TOLERANCE);
        }
    }

    @Test
    void valuesAreInTheUnitsOfTheData() throws IOException {
        List<String> lines = Files.readAllLines(sampled("vae", "samples").resolve("samples.csv"));

        assertThat(lines).hasSize(101);
        double largest = 0;
        for (String line : lines.subList(1, lines.size())) {
            for (double value : values(line)) {
                assertThat(value).isBetween(0.0, 255.0);
                largest = Math.max(largest, value);
            }
        }
        assertThat(largest).isGreaterThan(1);
    }

    @Test
    void classesComeInTurn() throws IOException {
        List<String> labels = labels(sampled("cvae", "samples", "--count", "23"));

        assertThat(labels)
                .isEqualTo(IntStream.range(0, 23)
                        .mapToObj(row -> Integer.toString(row % 10))
                        .toList());
    }

    @Test
    void allAreOfTheClassThatIsAskedFor() throws IOException {
        Path sevens = sampled("cvae", "sevens", "--label", "7", "--count", "5");
        Path mixed = sampled("cvae", "mixed", "--count", "8");

        assertThat(labels(sevens)).hasSize(5).containsOnly("7");
        List<String> ofSevens = Files.readAllLines(sevens.resolve("samples.csv"));
        List<String> ofMixed = Files.readAllLines(mixed.resolve("samples.csv"));
        // The same code, and so another example only because of the label.
        assertThat(values(ofSevens.get(1))).isNotEqualTo(values(ofMixed.get(1)));
    }

    @Test
    void anArrayHoldsTheSameNumbersAsText() throws IOException {
        Path text = sampled("vae", "text", "--count", "6");
        Path array = sampled("vae", "array", "--count", "6", "--format", "npy");

        assertThat(files(array)).containsExactly("samples.npy", "samples.png");
        Examples examples = NpyReader.read(array.resolve("samples.npy"), null);
        List<String> lines = Files.readAllLines(text.resolve("samples.csv"));
        assertThat(examples.count()).isEqualTo(6);
        assertThat(examples.shape().isImage()).isTrue();
        float[] values = new float[PIXELS];
        for (int row = 0; row < 6; row++) {
            examples.read(row, values, 0);
            double[] expected = values(lines.get(row + 1));
            for (int i = 0; i < PIXELS; i++) {
                assertThat(values[i]).isEqualTo((float) expected[i]);
            }
        }
    }

    @Test
    void picturesAreFilesOfTheirOwn() throws IOException {
        Path folder = sampled("cvae", "pictures", "--count", "3", "--format", "png");

        assertThat(files(folder))
                .containsExactly(
                        "images/000000.png", "images/000001.png", "images/000002.png", "labels.csv", "samples.png");
        BufferedImage picture = ImageIO.read(folder.resolve("images/000002.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(28);
        assertThat(picture.getHeight()).isEqualTo(28);
    }

    @Test
    void theFilesAreNamedOnStdoutAndGoToTheRunsFolderByDefault() throws IOException {
        Result result = Cli.run("sample", "cvae", "--models", models.toString(), "--count", "2");

        Path folder = models.resolve("cvae/sample");
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output().lines())
                .containsExactly(
                        folder.resolve("samples.csv").toString(),
                        folder.resolve("labels.csv").toString(),
                        folder.resolve("samples.png").toString());
        assertThat(files(folder)).containsExactly("labels.csv", "samples.csv", "samples.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ae", "vae", "cvae"})
    void anyModelIsDrawnFromByAMixture(String run) throws IOException {
        String[] mixture = {"--sampler", "gmm", "--components", "2", "--count", "12", "--seed", "3"};
        Path first = sampled(run, "first", mixture);
        Path again = sampled(run, "again", mixture);

        for (String file : files(first)) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
        List<String> lines = Files.readAllLines(first.resolve("samples.csv"));
        assertThat(lines).hasSize(13).doesNotHaveDuplicates();
        assertThat(first.resolve("samples.png")).isNotEmptyFile();
        if (run.equals("cvae")) {
            assertThat(labels(first)).startsWith("0", "1", "2").hasSize(12);
        }
    }

    @Test
    void aModelWithoutAPriorIsDrawnFromByAMixtureAtOnce() throws IOException {
        Path usual = sampled("ae", "usual", "--count", "5");
        Path named = sampled("ae", "named", "--count", "5", "--sampler", "gmm", "--components", "10");

        assertThat(files(usual)).containsExactly("samples.csv", "samples.png");
        assertThat(usual.resolve("samples.csv")).hasSameBinaryContentAs(named.resolve("samples.csv"));
    }

    @Test
    void theColderTheMoreAlike() throws IOException {
        double[] spreads = new double[3];
        for (String run : List.of("vae", "ae")) {
            String[] temperatures = {"0.01", "1", "3"};
            for (int i = 0; i < 3; i++) {
                String[] options = {"--temperature", temperatures[i], "--count", "20", "--seed", "2"};
                Path folder = sampled(run, run + temperatures[i], run.equals("ae") ? ofOne(options) : options);
                spreads[i] = spread(Files.readAllLines(folder.resolve("samples.csv")));
            }
            assertThat(spreads[0]).isLessThan(0.1 * spreads[1]);
            assertThat(spreads[1]).isLessThan(spreads[2]);
        }
    }

    private static String[] ofOne(String... options) {
        return Stream.concat(Stream.of(options), Stream.of("--components", "1")).toArray(String[]::new);
    }

    /** Sum over the features of the range of values in all rows. */
    private static double spread(List<String> lines) {
        double[] least = values(lines.get(1));
        double[] most = values(lines.get(1));
        for (String line : lines.subList(2, lines.size())) {
            double[] values = values(line);
            for (int i = 0; i < values.length; i++) {
                least[i] = Math.min(least[i], values[i]);
                most[i] = Math.max(most[i], values[i]);
            }
        }
        return IntStream.range(0, least.length)
                .mapToDouble(i -> most[i] - least[i])
                .sum();
    }

    @Test
    void rowsAreDrawnWithoutAPicture() throws IOException {
        Path folder = sampled("rows", "rows", "--count", "4");

        assertThat(files(folder)).containsExactly("samples.csv");
        assertThat(Files.readAllLines(folder.resolve("samples.csv"))).hasSize(5).startsWith("row,x0,x1,x2");
    }

    @Test
    void aTrainingOnPicturesEndsWithAPictureOfSamples() {
        assertThat(models.resolve("vae/samples.png")).isNotEmptyFile();
        assertThat(models.resolve("cvae/samples.png")).isNotEmptyFile();
        assertThat(models.resolve("ae/samples.png")).doesNotExist();
        assertThat(models.resolve("rows/samples.png")).doesNotExist();
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertRefused(
                "ae",
                "--sampler prior needs a model whose codes have a prior, but this one is of type ae; use --sampler gmm",
                "--sampler",
                "prior");
        assertRefused(
                "ae",
                "--label needs a model of type cvae; this one does not know what its examples are",
                "--label",
                "7");
        assertRefused(
                "vae",
                "--components needs --sampler gmm; this model's codes are drawn from its prior",
                "--components",
                "3");
        assertRefused("ae", "--components must be at least 1, was 0", "--components", "0");
        assertRefused("ae", "--components must be at most the number of training rows, ", "--components", "101");
        assertRefused(
                "cvae",
                "--components must be at most the number of training rows of class 0, ",
                "--sampler",
                "gmm",
                "--components",
                "50");
        assertRefused("vae", "--temperature must be above 0, was 0.0", "--temperature", "0");
        assertRefused("ae", "--temperature must be above 0, was NaN", "--temperature", "NaN");
        assertRefused("vae", "--temperature must be above 0, was Infinity", "--temperature", "Infinity");
        assertRefused(
                "vae",
                "--label needs a model of type cvae; this one does not know what its examples are",
                "--label",
                "7");
        assertRefused("cvae", "--label must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, was seven", "--label", "seven");
        assertRefused("vae", "--count must be at least 1, was 0", "--count", "0");
        assertRefused(
                "rows",
                "--format png needs pictures, but examples of rows are rows of 3 values; use csv, npy, idx or parquet",
                "--format",
                "png");
        assertRefused("nothing", "there is no run nothing: ");
    }

    private void assertRefused(String run, String problem, String... more) {
        Path target = output.resolve("refused");
        Result result = sample(run, target, more);

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).singleElement().asString().startsWith("aectl: error: " + problem);
        assertThat(target).doesNotExist();
    }
}
