package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.aectl.cli.console.ExitCode;
import org.aectl.data.ParquetTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataCommandTest {
    private static final Path FULL = Path.of("..", "shared", "data", "mnist");

    @Test
    void listShowsEverySetAndWhereItIs() {
        Result result = Cli.run("data", "list");

        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .containsPattern("mnist-mini +28x28x1 +5000 \\+ 1000 +10 +built in")
                .containsPattern("fashion-mnist +28x28x1 +60000 \\+ 10000 +10 +not fetched")
                .containsPattern("swiss-roll +3 +any +8 +generated");
        assertThat(result.errorOutput()).isEmpty();
    }

    @Test
    void describeSaysWhatIsInANamedSetAndDrawsIt(@TempDir Path folder) throws Exception {
        Path picture = folder.resolve("new").resolve("grid.png");
        Result result = Cli.run("data", "describe", "mnist-mini", "--picture", picture.toString());

        assertThat(result.errorOutput()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .contains("shape    28x28x1")
                .contains("rows     5000 + 1000 for test")
                .contains("values   bytes from 0.0 to 255.0")
                .contains("classes  10: 0 (479), 1 (563)");
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(8 * 58 + 2);
        assertThat(image.getHeight()).isEqualTo(8 * 58 + 2);
    }

    @Test
    void describeRecognisesACsvFileAndPrintsJson(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("table.txt"), "x,y,kind\n1,2,a\n3,6,b\n5,10,a\n");
        Result result = Cli.run("data", "describe", file.toString(), "--label", "kind", "--json");

        assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
        JsonNode json = JsonMapper.builder().build().readTree(result.output());
        assertThat(json.get("shape").asString()).isEqualTo("2");
        assertThat(json.get("rows").asInt()).isEqualTo(3);
        assertThat(json.get("minimum").asDouble()).isEqualTo(1);
        assertThat(json.get("maximum").asDouble()).isEqualTo(10);
        assertThat(json.get("mean").asDouble()).isEqualTo(4.5);
        assertThat(json.get("classes").get("a").asInt()).isEqualTo(2);
        assertThat(json.get("files").get(0).get("sha256").asString()).hasSize(64);
    }

    @Test
    void everyColumnOfATableIsDescribed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("table.csv"), "id,x,y,empty,kind\np,1000000.001,2,,a\nq,1000000.003,oops,,b\nr,,4,,a\n");
        Result result = Cli.run("data", "describe", file.toString(), "--label", "kind");

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .contains("shape    2")
                .containsPattern(" id +text +0 +3 +no: text")
                .containsPattern(" x +numbers +1.00000e\\+06 .* 1 +2 +yes")
                .containsPattern(" y +text and numbers +2.00000 +3.00000 +4.00000 +0 +3 +no: holds 'oops' in line 3")
                .containsPattern(" empty +nothing +3 +0 +yes")
                .containsPattern(" kind +text +0 +2 +no: label");
        JsonNode columns = JsonMapper.builder()
                .build()
                .readTree(Cli.run("data", "describe", file.toString(), "--json").output())
                .get("columns");
        assertThat(columns.size()).isEqualTo(5);
        assertThat(columns.get(1).get("name").asString()).isEqualTo("x");
        assertThat(columns.get(1).get("mean").asDouble()).isCloseTo(1000000.002, within(1e-8));
        assertThat(columns.get(1).get("missing").asInt()).isEqualTo(1);
        assertThat(columns.get(2).get("read").asBoolean()).isFalse();
        assertThat(columns.get(2).get("why").asString()).isEqualTo("holds 'oops' in line 3");
    }

    @Test
    void aTableOfTextIsDescribedAndNotRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("table.csv"), "a,b\nx,y\nz,w\n");
        Result result = Cli.run("data", "describe", file.toString());

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .contains("rows     2", "values   none")
                .containsPattern(" a +text +0 +2 +no: text")
                .containsPattern(" b +text +0 +2 +no: text");
    }

    @Test
    void aParquetFileWithoutAnyValueIsDescribed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("empty.parquet");
        ParquetTables.write(file, List.of("a"), List.of(), List.of(new float[] {Float.NaN}, new float[] {Float.NaN}));
        Result result = Cli.run("data", "describe", file.toString());

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .contains("values   none", "missing  2 values in 2 rows")
                .containsPattern(" a .* 2 +0 +yes")
                .doesNotContain("Infinity", "NaN");
    }

    @Test
    void theColumnsOfAParquetFileAreDescribed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("table.parquet");
        ParquetTables.write(
                file, List.of("a", "b"), List.of("kind"), List.of(new float[] {1, 5, 0}, new float[] {2, Float.NaN, 1
                }));
        Result result = Cli.run("data", "describe", file.toString(), "--label", "kind");

        assertThat(result.output())
                .containsPattern(" a .* 1.00000 +1.50000 +2.00000 +0 +2 +yes")
                .containsPattern(" b .* 5.00000 +5.00000 +5.00000 +1 +1 +yes")
                .containsPattern(" kind .* no: label");
    }

    @Test
    void delimiterKindsAndDifferentValuesAreFound(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("table.csv"), """
                day;smokes;ward;on;beds;name;;
                2024-01-31;yes;north;0;3;Ann, Mary;;
                2024-02-01;no;north;1;4;Bob;;
                2024-02-02;no;south;1;4;"Eve; Jr";;
                2024-02-03;yes;south;0;5;Dan;;
                """);
        Result result = Cli.run("data", "describe", file.toString());

        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
        assertThat(result.output())
                .contains("shape    2", "rows     4")
                .containsPattern(" day +dates +0 +4 +no: dates")
                .containsPattern(" smokes +yes or no +0 +2 +no: yes or no")
                .containsPattern(" ward +categories +0 +2 +no: categories")
                .containsPattern(" on +0 or 1 +0.00000 +0.500000 +1.00000 +0 +2 +yes")
                .containsPattern(" beds +whole numbers +3.00000 +4.00000 +5.00000 +0 +3 +yes")
                .containsPattern(" name +text +0 +4 +no: text");
    }

    @Test
    void describeRecognisesNumPyFilesAndIdxFiles() {
        assertThat(Cli.run("data", "describe", "src/test/resources/good-data/pictures.npy")
                        .output())
                .contains("shape    3x2x2");
        assertThat(Cli.run("data", "describe", "src/test/resources/good-data/arrays.npz", "--key", "images")
                        .output())
                .contains("rows     4");
        assertThat(Cli.run("data", "describe", "src/test/resources/bad-data/good.idx")
                        .output())
                .contains("shape    3x2x1");
        assertThat(Cli.run("data", "describe", "src/test/resources/bad-data/huge-picture")
                        .errorOutput())
                .contains("at most 100000000 pixels");
    }

    @Test
    void featuresThatAreNoPicturesAreNotDrawn(@TempDir Path folder) {
        Path picture = folder.resolve("grid.png");
        Result result = Cli.run("data", "describe", "swiss-roll", "--picture", picture.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorOutput()).contains("examples of shape 3 are no pictures");
        assertThat(picture).doesNotExist();
    }

    @Test
    void whatIsNeitherAPathNorASetIsRefused() {
        Result result = Cli.run("data", "describe", "mnits");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorOutput().lines()).hasSize(1);
        assertThat(result.errorOutput()).contains("no set has this name, did you mean 'mnist'?");
    }

    @Test
    void aPathOfAnotherFileSystemIsToldAsSuch() {
        Result result = Cli.run("data", "describe", "hdfs:///rows");

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.errorOutput().strip())
                .endsWith("hdfs:///rows: is on another file system, which only --engine spark reads");
    }

    @Test
    void fetchRefusesUnknownSetsAndAddressesOfOtherKinds() {
        assertThat(Cli.run("data", "fetch", "imagenet").exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(Cli.run("data", "fetch", "mnist", "--mirror", "ftp://example.org/")
                        .exitCode())
                .isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(Cli.run("data", "fetch", "mnist-mini").exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    }

    @Test
    void fetchFromAFolderThatHasNothingFails(@TempDir Path folder) {
        Result result = Cli.run("data", "fetch", "fashion-mnist", "--mirror", folder.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.errorOutput()).contains("could not fetch train-images-idx3-ubyte.gz");
    }

    @Test
    void fetchTakesMnistFromAFolderAndItCanBeUsedByName() {
        assumeTrue(Files.isDirectory(FULL), "the full MNIST set is not at " + FULL);
        Result fetched = Cli.run("data", "fetch", "mnist", "--mirror", FULL.toString());

        assertThat(fetched.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(fetched.output().strip()).endsWith("mnist");
        assertThat(Cli.run("data", "describe", "mnist").output())
                .contains("rows     60000 + 10000 for test")
                .contains("mean 33.3184");
    }
}
