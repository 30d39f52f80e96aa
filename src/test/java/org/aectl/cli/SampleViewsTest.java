package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.aectl.cli.console.ExitCode;
import org.aectl.data.Examples;
import org.aectl.data.array.NpyReader;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes between examples, all over a plane and along single units, decoded by the command a user has. */
class SampleViewsTest {
    /** How many examples are decoded at once may change the last digits. */
    private static final double TOLERANCE = 1e-3;

    @TempDir
    private static Path models;

    @TempDir
    private Path output;

    @BeforeAll
    static void train() throws IOException {
        TrainedRuns.copy(models, "vae", "wide", "cvae", "ae", "rows");
    }

    private static Result run(String command, String run, Path target, String... more) {
        return Cli.run(List.of(command, run, "--models", models.toString(), "--output", target.toString()), more);
    }

    private Path sampled(String run, String name, String... more) {
        Path target = output.resolve(name);
        Result result = run("sample", run, target, more);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.errorOutput()).doesNotContain("aectl:");
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

    /** Numbers of the lines behind the header. */
    private static double[][] numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static String header(Path file) throws IOException {
        return Files.readAllLines(file).get(0);
    }

    private static double[] withoutRow(double[] numbers) {
        return Arrays.copyOfRange(numbers, 1, numbers.length);
    }

    private static void assertSize(Path picture, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    private static int frames(Path animation) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(animation.toFile())) {
            reader.setInput(input);
            return reader.getNumImages(true);
        } finally {
            reader.dispose();
        }
    }

    /** Rows of the test split, the first and the next of the same class. */
    private int[] pairOfOneClass() throws IOException {
        Path errors = output.resolve("reconstructed/errors.csv");
        List<String> labels = Files.readAllLines(errors).stream()
                .skip(1)
                .map(line -> line.split(",", -1)[1])
                .toList();
        return new int[] {0, 1 + labels.subList(1, labels.size()).indexOf(labels.get(0))};
    }

    @ParameterizedTest
    @ValueSource(strings = {"vae", "ae", "cvae"})
    void anInterpolationBeginsAndEndsWithTheReconstructionsOfTheTwoExamples(String run) throws IOException {
        assertThat(run("reconstruct", run, output.resolve("reconstructed")).exitCode())
                .isEqualTo(ExitCode.DONE);
        double[][] reconstructions = numbers(output.resolve("reconstructed/reconstruction.csv"));
        int[] rows = run.equals("cvae") ? pairOfOneClass() : new int[] {3, 8};

        Path folder = sampled(run, "way", "--interpolate", "" + rows[0], "" + rows[1], "--steps", "4");

        double[][] way = numbers(folder.resolve("interpolation.csv"));
        assertThat(way).hasNumberOfRows(4);
        assertThat(withoutRow(way[0])).containsExactly(withoutRow(reconstructions[rows[0]]), within(TOLERANCE));
        assertThat(withoutRow(way[3])).containsExactly(withoutRow(reconstructions[rows[1]]), within(TOLERANCE));
        double[][] codes = numbers(folder.resolve("codes.csv"));
        assertThat(header(folder.resolve("codes.csv"))).isEqualTo("row,step,z0,z1");
        for (int step = 0; step < 4; step++) {
            assertThat(codes[step])
                    .containsExactly(
                            new double[] {
                                step,
                                step,
                                codes[0][2] + step / 3.0 * (codes[3][2] - codes[0][2]),
                                codes[0][3] + step / 3.0 * (codes[3][3] - codes[0][3])
                            },
                            within(1e-5));
        }
        assertThat(codes[0][2]).isNotEqualTo(codes[3][2]);
    }

    @Test
    void anInterpolationIsShownAsAStripAndAsAnAnimation() throws IOException {
        Path folder = output.resolve("way");
        Result result = run("sample", "vae", folder, "--interpolate", "0", "1");

        assertThat(result.output().lines())
                .containsExactly(Stream.of("interpolation.csv", "codes.csv", "interpolation.png", "interpolation.gif")
                        .map(name -> folder.resolve(name).toString())
                        .toArray(String[]::new));
        assertThat(numbers(folder.resolve("interpolation.csv"))).hasNumberOfRows(10);
        // Ten steps between two originals, each of 112 pixels, below captions of 14 between margins of 6.
        assertSize(folder.resolve("interpolation.png"), 2 + 12 * 114, 2 + 26 + 114);
        assertThat(frames(folder.resolve("interpolation.gif"))).isEqualTo(18);
        assertSize(folder.resolve("interpolation.gif"), 228, 228);
    }

    @Test
    void examplesOfOtherDataAndSplitsAreInterpolated() throws IOException {
        Path test = sampled("ae", "test", "--interpolate", "0", "1");
        Path training = sampled("ae", "training", "--interpolate", "0", "1", "--split", "training");
        Path named = sampled("ae", "named", "--interpolate", "0", "1", "--data", "mnist-mini", "--split", "test");

        assertThat(named.resolve("codes.csv")).hasSameBinaryContentAs(test.resolve("codes.csv"));
        assertThat(Files.readAllBytes(training.resolve("codes.csv")))
                .isNotEqualTo(Files.readAllBytes(test.resolve("codes.csv")));
    }

    @Test
    void examplesOfTwoClassesAreDecodedAsTheOneThatIsNamed() throws IOException {
        assertThat(run("reconstruct", "cvae", output.resolve("reconstructed")).exitCode())
                .isEqualTo(ExitCode.DONE);
        int other = pairOfOneClass()[1] == 1 ? 2 : 1;
        assertRefused("cvae", "--interpolate: row 0 is of class ", "--interpolate", "0", "" + other);

        Path ones = sampled("cvae", "ones", "--interpolate", "0", "" + other, "--label", "1");
        Path twos = sampled("cvae", "twos", "--interpolate", "0", "" + other, "--label", "2");

        assertThat(ones.resolve("codes.csv")).hasSameBinaryContentAs(twos.resolve("codes.csv"));
        assertThat(Files.readAllBytes(ones.resolve("interpolation.csv")))
                .isNotEqualTo(Files.readAllBytes(twos.resolve("interpolation.csv")));
    }

    @Test
    void aGridSpreadsThePlaneByNormalQuantiles() throws IOException {
        Path folder = sampled("vae", "grid", "--grid", "--steps", "5");

        assertThat(files(folder)).containsExactly("codes.csv", "grid.csv", "grid.png");
        assertThat(header(folder.resolve("codes.csv"))).isEqualTo("row,step0,step1,z0,z1");
        NormalDistribution normal = new NormalDistribution();
        double[][] codes = numbers(folder.resolve("codes.csv"));
        assertThat(codes).hasNumberOfRows(25);
        for (int row = 0; row < 25; row++) {
            int right = row % 5;
            int up = 4 - row / 5;
            assertThat(codes[row])
                    .containsExactly(
                            new double[] {
                                row,
                                right,
                                up,
                                normal.inverseCumulativeProbability(0.1 + 0.2 * right),
                                normal.inverseCumulativeProbability(0.1 + 0.2 * up)
                            },
                            within(1e-6));
        }
        assertThat(numbers(folder.resolve("grid.csv"))).hasNumberOfRows(25);
        // Captions of four letters before the rows, "-1.3", and of 14 pixels over the columns, all between margins of
        // 6.
        assertSize(folder.resolve("grid.png"), 46 + 12 + 2 + 5 * 58, 26 + 2 + 5 * 58);
    }

    @Test
    void theMiddleOfAGridIsTheMiddleOfATraversal() throws IOException {
        Path grid = sampled("vae", "grid", "--grid", "--steps", "3");
        Path traversal = sampled("vae", "traversal", "--traverse", "all", "--steps", "3");

        double[] middle = withoutRow(numbers(grid.resolve("grid.csv"))[4]);
        assertThat(withoutRow(numbers(traversal.resolve("traversal.csv"))[1]))
                .containsExactly(middle, within(TOLERANCE));
        assertThat(withoutRow(numbers(traversal.resolve("traversal.csv"))[4]))
                .containsExactly(middle, within(TOLERANCE));
    }

    @Test
    void aTraversalHasARowForEachUnitAndAStepForEachFrame() throws IOException {
        Path folder = sampled("wide", "traversal", "--traverse", "2,0", "--steps", "5");

        assertThat(files(folder)).containsExactly("codes.csv", "traversal.csv", "traversal.gif", "traversal.png");
        assertThat(header(folder.resolve("codes.csv"))).isEqualTo("row,unit,step,z0,z1,z2");
        double[][] codes = numbers(folder.resolve("codes.csv"));
        assertThat(codes).hasNumberOfRows(10);
        for (int row = 0; row < 10; row++) {
            int unit = row < 5 ? 2 : 0;
            double[] expected = {row, unit, row % 5, 0, 0, 0};
            expected[3 + unit] = -3 + 1.5 * (row % 5);
            assertThat(codes[row]).containsExactly(expected, within(1e-6));
        }
        // "unit 0" has six letters.
        assertSize(folder.resolve("traversal.png"), 70 + 12 + 2 + 5 * 58, 26 + 2 + 2 * 58);
        assertThat(frames(folder.resolve("traversal.gif"))).isEqualTo(8);
        assertSize(folder.resolve("traversal.gif"), 2 + 2 * 114, 2 + 26 + 114);
    }

    @ParameterizedTest
    @CsvSource({"ae, 2", "wide, 3", "cvae, 2"})
    void aTraversalFromAnExampleChangesItsCodeOnly(String run, int units) throws IOException {
        Path way = sampled(run, "way", "--interpolate", "4", "4", "--steps", "2");
        double[] code = numbers(way.resolve("codes.csv"))[0];

        Path folder = sampled(run, "traversal", "--traverse", "all", "--from", "4", "--steps", "3");

        double[][] codes = numbers(folder.resolve("codes.csv"));
        assertThat(codes).hasNumberOfRows(3 * units);
        for (double[] changed : codes) {
            for (int unit = 0; unit < units; unit++) {
                if (unit == (int) changed[1]) {
                    assertThat(changed[3 + unit]).isNotCloseTo(code[2 + unit], within(1e-5));
                } else {
                    assertThat(changed[3 + unit]).isCloseTo(code[2 + unit], within(1e-5));
                }
            }
        }
    }

    @Test
    void aConditionalModelIsAskedForOneClass() throws IOException {
        Path threes = sampled("cvae", "threes", "--grid", "--label", "3", "--steps", "2");
        Path fours = sampled("cvae", "fours", "--grid", "--label", "4", "--steps", "2");
        assertThat(Files.readAllBytes(threes.resolve("grid.csv")))
                .isNotEqualTo(Files.readAllBytes(fours.resolve("grid.csv")));

        Path own = sampled("cvae", "own", "--traverse", "0", "--from", "0", "--steps", "2");
        Path named = sampled("cvae", "named", "--traverse", "0", "--from", "0", "--steps", "2", "--label", "4");
        assertThat(named.resolve("codes.csv")).hasSameBinaryContentAs(own.resolve("codes.csv"));

        assertRefused(
                "cvae", "--grid of a model of type cvae needs --label, one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9", "--grid");
        assertRefused(
                "cvae",
                "--traverse without --from of a model of type cvae needs --label, one of 0, ",
                "--traverse",
                "all");
        assertRefused("vae", "--label needs a model of type cvae", "--grid", "--label", "3");
    }

    @Test
    void valuesComeInTheFormatsOfTheOtherCommands() throws IOException {
        Path text = sampled("vae", "text", "--grid", "--steps", "3");
        Path array = sampled("vae", "array", "--grid", "--steps", "3", "--format", "npy");
        Path pictures = sampled("vae", "pictures", "--grid", "--steps", "3", "--format", "png");

        Examples examples = NpyReader.read(array.resolve("grid.npy"), null);
        assertThat(examples.count()).isEqualTo(9);
        assertThat(examples.shape()).hasToString("28x28x1");
        float[] values = new float[28 * 28];
        double[][] expected = numbers(text.resolve("grid.csv"));
        for (int row = 0; row < 9; row++) {
            examples.read(row, values, 0);
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i]).isEqualTo((float) expected[row][1 + i]);
            }
        }
        assertThat(files(pictures))
                .hasSize(11)
                .contains("codes.csv", "grid.png", "images/000000.png", "images/000008.png");
    }

    @Test
    void bothEndsAreNamedWithTheirClasses() throws IOException {
        Result result = run("sample", "vae", output, "--interpolate", "3", "8");
        // What README shows: labels of the test file's rows 3 and 8.
        assertThat(result.errorLines()).containsExactly("vae: from row 3 (a 0) to row 8 (a 5)");

        Result unlabelled = run(
                "sample",
                "rows",
                output.resolve("rows"),
                "--interpolate",
                "1",
                "4",
                "--data",
                Files.writeString(output.resolve("plain.csv"), "x,y,z\n1,2,3\n4,5,6\n7,8,9\n1,1,1\n0,0,0\n")
                        .toString());
        assertThat(unlabelled.errorLines()).contains("rows: from row 1 to row 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--interpolate 1 2", "--grid --steps 3", "--traverse all --from 5"})
    void theSameCommandGivesTheSameBytes(String options) throws IOException {
        for (String run : List.of("vae", "ae")) {
            Path first = sampled(run, run + "-first", options.split(" ", -1));
            Path again = sampled(run, run + "-again", options.split(" ", -1));
            assertThat(files(first)).hasSizeGreaterThan(2);
            for (String file : files(first)) {
                assertThat(again.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"--interpolate 3 13, interpolation.csv", "--grid --steps 3, grid.csv", "--traverse all, traversal.csv"})
    void rowsThatAreNoPicturesGiveValuesOnly(String options, String file) throws IOException {
        Path folder = sampled("rows", "rows", options.split(" ", -1));
        assertThat(files(folder)).containsExactly("codes.csv", file);
        assertThat(header(folder.resolve(file))).isEqualTo("row,x0,x1,x2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--grid --interpolate 1 2 | --interpolate and --grid cannot be used together",
                "--grid --traverse all | --grid and --traverse cannot be used together",
                "--interpolate 1 2 --traverse 0 | --interpolate and --traverse cannot be used together",
                "--grid --count 5 | --count cannot be used with --grid",
                "--grid --seed 5 | --seed cannot be used with --grid",
                "--grid --data mnist-mini | --data cannot be used with --grid",
                "--grid --split test | --split cannot be used with --grid",
                "--grid --from 3 | --from cannot be used with --grid",
                "--interpolate 1 2 --temperature 2 | --temperature cannot be used with --interpolate",
                "--interpolate 1 2 --from 2 | --from cannot be used with --interpolate",
                "--traverse all --sampler gmm | --sampler cannot be used with --traverse",
                "--traverse all --components 3 | --components cannot be used with --traverse",
                "--steps 5 | --steps needs --interpolate or --grid or --traverse",
                "--from 5 | --from needs --traverse",
                "--data mnist-mini | --data needs --interpolate or --traverse",
                "--split test | --split needs --interpolate or --traverse",
                "--traverse all --split test | --data and --split need --from with --traverse",
                "--traverse all --data mnist-mini | --data and --split need --from with --traverse",
                "--interpolate 1 2 --interpolate 3 4 | --interpolate can be given once, with two rows",
                "--interpolate 1 500 | --interpolate must name rows of test by their numbers in the file, such as 0, 1, 2, 3, 4; ",
                "--traverse all --from 500 | --from must name rows of test by their numbers in the file, such as 0, 1, 2, 3, 4; ",
                "--traverse 1,2 | --traverse must name code units from 0 to 1, was 2",
                "--traverse 1,, | --traverse must be all or numbers of code units such as 0,3, was 1,,",
                "--traverse some | --traverse must be all or numbers of code units such as 0,3, was some",
                "--grid --steps 1 | --steps must be from 2 to 100, was 1",
                "--traverse all --steps 101 | --steps must be from 2 to 100, was 101",
                "--interpolate 1 2 --data missing.csv | missing.csv"
            })
    void whatDoesNotGoTogetherIsRefused(String options, String problem) {
        assertRefused("vae", problem, options.split(" ", -1));
    }

    @Test
    void aGridNeedsTwoUnits() {
        assertRefused(
                "wide",
                "--grid needs a model with 2 code units, but this one has 3; --traverse shows what each of them does",
                "--grid");
    }

    @Test
    void rowsCannotBePictures() {
        assertRefused(
                "rows",
                "--format png needs pictures, but examples of rows are rows of 3 values; use csv, npy, idx or parquet",
                "--grid",
                "--format",
                "png");
    }

    private void assertRefused(String run, String problem, String... more) {
        Path target = output.resolve("refused");
        Result result = run("sample", run, target, more);

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).singleElement().asString().startsWith("aectl: error: " + problem);
        assertThat(target).doesNotExist();
    }
}
