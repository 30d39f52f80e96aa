package org.aectl.task.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.SmallFiles;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.data.ExampleShape;
import org.aectl.data.ParquetTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentGuessTest {
    private static final int ROWS = 120;

    @TempDir
    private Path folder;

    private ExperimentGuess guess(Path data) throws IOException {
        return ExperimentGuess.of(data.toString(), null, null);
    }

    /** The guess as the program reads it. */
    private ExperimentConfig config(Path data) throws IOException {
        return ConfigLoader.parse(guess(data).yaml(), "guess", List.of());
    }

    private Path table() throws IOException {
        Random random = new Random(1);
        String rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "P%03d;%s;2024-01-%02d;%s;%s;%s;%d\n"
                        .formatted(
                                i,
                                i % 3 == 0 ? "north" : "south",
                                1 + i % 28,
                                i % 4 == 0 ? "ill" : "well",
                                i == 7 ? "NA" : String.valueOf(random.nextDouble()),
                                random.nextGaussian() * 1000,
                                i % 5))
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("my patients.csv"), "patient_id;ward;day;class;a;b;c\n" + rows);
    }

    @Test
    void everyColumnOfATableFindsItsPlace() throws IOException {
        assertThat(guess(table()).yaml().replace(folder.toString(), "FOLDER")).isEqualTo("""
                # Guessed from my patients.csv; 'aectl config init' explains all keys.
                name: my-patients
                data:
                  type: csv
                  path: "FOLDER/my patients.csv"
                  delimiter: ";"       # as the first lines show
                  label: class         # no feature; classes for evaluate, detect and report
                  id: patient_id       # no feature; stands beside each row in results
                  ignore: [ward, day]  # no numbers
                  missing: mean        # 1 value is missing
                  scale: standard      # each column to mean 0 and variance 1
                model:
                  type: ae
                  latent: 1                 # units of the code
                  encoder: { layers: [32], activation: tanh }
                  reconstruction: gaussian  # squared error
                training:
                  epochs: 286                      # 2,002 steps
                  batchSize: 16
                  optimizer: { type: adam, learningRate: 0.001 }
                  schedule: { type: cosine }
                  earlyStopping: { patience: 57 }  # ends when validation gets no better
                  checkpoints: { every: 5 }
                """);
    }

    @Test
    void theSummarySaysWhatWasDecided() throws IOException {
        assertThat(guess(table()).summary())
                .hasSize(5)
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("columns  3 columns learnt from; label 'class'; id 'patient_id';"
                                + " left out: 'ward' (categories), 'day' (dates)"))
                .contains("values   1 missing value filled with the column's mean;"
                        + " each column scaled to mean 0 and variance 1");
    }

    @Test
    void aLabelThatIsGivenWins() throws IOException {
        ExperimentConfig config = ConfigLoader.parse(
                ExperimentGuess.of(table().toString(), "c", null).yaml(), "guess", List.of());

        assertThat(config.data().source())
                .isInstanceOfSatisfying(
                        Csv.class, csv -> assertThat(csv.label()).isEqualTo("c"));
        assertThatThrownBy(() -> ExperimentGuess.of(table().toString(), "clas", null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--label clas: there is no such column, did you mean 'class'?");
    }

    @Test
    void pathsAreRelativeToTheFolderOfTheConfig() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n" + "1.5,2\n2.5,3\n".repeat(20));

        Path relative = Path.of("").toAbsolutePath().relativize(file.toAbsolutePath());

        assertThat(ExperimentGuess.of(relative.toString(), null, folder.resolve("configs"))
                        .yaml())
                .contains("path: \"../t.csv\"");
        assertThat(ExperimentGuess.of(file.toString(), null, folder.resolve("configs"))
                        .yaml())
                .contains("path: " + file);
    }

    @Test
    void aNumberOfCaseIsNoFeature() throws IOException {
        String rows = IntStream.range(0, 2000)
                .mapToObj(i -> (5000 - i) + "," + Math.sin(i) + "," + Math.cos(i) + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("t.csv"), "case_id,a,b\n" + rows);

        assertThat(config(file).data().source())
                .isInstanceOfSatisfying(Csv.class, csv -> assertThat(csv.id()).isEqualTo("case_id"));
    }

    /** A target of a regression is no class. */
    @Test
    void manyDifferentNumbersAreNoLabels() throws IOException {
        String rows = IntStream.range(0, 300)
                .mapToObj(i -> Math.sin(i) + "," + Math.cos(i) + "," + Math.tan(i) + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("t.csv"), "a,b,target\n" + rows);

        assertThat(config(file).data().source())
                .isInstanceOfSatisfying(
                        Csv.class, csv -> assertThat(csv.label()).isNull());
    }

    @Test
    void namesOfColumnsMayBeAnything() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                "\"no\",\"say \"\"hi\"\" \\\",\"\u00e4 # b: c\",1e3,x\n"
                        + "a,b,\u00fc,d,1.5\na,b,\u00fc,e,2.5\n".repeat(20));

        assertThat(config(file).data().source())
                .isInstanceOfSatisfying(
                        Csv.class,
                        csv -> assertThat(csv.ignore()).containsExactly("no", "say \"hi\" \\", "\u00e4 # b: c", "1e3"));
    }

    @Test
    void aCompressedTableIsReadLikeOthers() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("a\tb\n" + "1.5\t2\n2.5\t3\n".repeat(20)).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(config(file).name()).isEqualTo("t");
        assertThat(config(file).data().source())
                .isInstanceOfSatisfying(
                        Csv.class, csv -> assertThat(csv.delimiter()).isEqualTo("\t"));
    }

    @Test
    void aParquetTableLosesLabelAndIdToo() throws IOException {
        Random random = new Random(2);
        Path file = folder.resolve("t.parquet");
        ParquetTables.write(
                file,
                List.of("a", "b"),
                List.of("id", "label"),
                IntStream.range(0, 200)
                        .mapToObj(i -> new float[] {random.nextFloat(), random.nextFloat(), i * 3, i % 2})
                        .toList());

        assertThat(config(file).data().source()).isInstanceOfSatisfying(Parquet.class, table -> {
            assertThat(table.label()).isEqualTo("label");
            assertThat(table.id()).isEqualTo("id");
        });
        assertThat(guess(file).summary()).anyMatch(line -> line.contains("2 columns learnt from"));
    }

    @Test
    void arraysAreFoundByTheirNames() {
        Path file = Path.of("mnist.npz");

        assertThat(ArrayNames.of(file, List.of("x_test", "x_train", "y_train", "y_test")))
                .isEqualTo(new Npy(file, file, file, file, "x_train", "y_train", "x_test", "y_test", null, null));
        assertThat(ArrayNames.of(file, List.of("X", "y")))
                .isEqualTo(new Npy(file, file, null, null, "X", "y", null, null, null, null));
        assertThat(ArrayNames.of(file, List.of()))
                .isEqualTo(new Npy(file, null, null, null, null, null, null, null, null, null));
    }

    @Test
    void labelsAndTestRowsOfIdxFilesLieBesideThem() throws IOException {
        SmallFiles.write(folder);
        for (String[] copy : new String[][] {
            {"pictures.idx", "train-images-idx3-ubyte"},
            {"labels.idx", "train-labels-idx1-ubyte"},
            {"test-pictures.idx", "t10k-images-idx3-ubyte"},
            {"test-labels.idx", "t10k-labels-idx1-ubyte"}
        }) {
            Files.copy(folder.resolve(copy[0]), folder.resolve(copy[1]));
        }

        assertThat(config(folder.resolve("train-images-idx3-ubyte")).data().source())
                .isEqualTo(new Idx(
                        folder.resolve("train-images-idx3-ubyte"),
                        folder.resolve("train-labels-idx1-ubyte"),
                        folder.resolve("t10k-images-idx3-ubyte"),
                        folder.resolve("t10k-labels-idx1-ubyte")));
    }

    @Test
    void colouredPicturesOfSeveralSizesAreBroughtToOneAndLearntByConvolutions() throws IOException {
        for (int i = 0; i < 12; i++) {
            Path place = Files.createDirectories(folder.resolve("pictures").resolve(i % 2 == 0 ? "red" : "blue"));
            BufferedImage picture = new BufferedImage(60 + i, 40, BufferedImage.TYPE_INT_RGB);
            picture.setRGB(i, i, (i % 2 == 0 ? Color.RED : Color.BLUE).getRGB());
            ImageIO.write(picture, "png", place.resolve(i + ".png").toFile());
        }
        ExperimentConfig config = config(folder.resolve("pictures"));

        assertThat(config.data().source())
                .isEqualTo(new Images(folder.resolve("pictures"), null, Images.Color.RGB, List.of(40, 64)));
        assertThat(config.model().encoder().convolutions()).isEqualTo(3);
    }

    @Test
    void digitsAreJudgedByCrossEntropy() throws IOException {
        assertThat(ExperimentGuess.of("mnist-mini", null, null).yaml())
                .contains("reconstruction: bernoulli", "scale: unit", "latent: 32");
    }

    @Test
    void aTableOfWordsAloneCannotBeLearnt() throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), "a,b\nx,y\nz,w\n");

        assertThatThrownBy(() -> guess(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + ": has no column of numbers to learn from; aectl data describe " + file
                        + " lists what its columns hold");
    }

    @Test
    void everyGuessIsAtLeastTwoThousandSteps() {
        for (int rows : new int[] {30, 129, 1_000, 10_000, 1_000_000}) {
            NetworkGuess network = new NetworkGuess(ExampleShape.features(5), rows, false, false);
            ExperimentConfig config = ConfigLoader.parse(
                    "name: t\ndata: { type: swiss-roll }\n"
                            + String.join("\n", network.model().lines())
                            + "\n"
                            + String.join("\n", network.training().lines()),
                    "guess",
                    List.of());

            assertThat(config.training().epochs()
                            * (long) Math.ceil(0.81 * rows / config.training().batchSize()))
                    .isBetween(2000L, 40_000L);
        }
    }
}
