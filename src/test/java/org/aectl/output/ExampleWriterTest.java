package org.aectl.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.array.NpyReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleWriterTest {
    private static final SourceConfig DIGITS = new Builtin("mnist-mini");

    private static final List<String> ERRORS = List.of("squaredError", "reconstruction");

    @TempDir
    private Path folder;

    @Test
    void csvHasARowForEachExampleWithNumbersThatReadBackToTheLastBit() throws IOException {
        Path file = folder.resolve("a.csv");
        try (ExampleWriter writer =
                ExampleFormat.CSV.writer(file, 2, ExampleShape.features(2), Columns.NONE, DIGITS, ValueRange.BYTE)) {
            writer.write(0, new float[] {1 / 3f, -0.0f});
            writer.write(7, new float[] {Float.MIN_VALUE, 1e10f});
            assertThat(file).doesNotExist();
            writer.commit();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("row,x0,x1");
        assertThat(List.of(lines.get(1).split(",", -1))).containsExactly("0", "0.33333334", "-0.0");
        String[] fields = lines.get(2).split(",", -1);
        assertThat(fields[0]).isEqualTo("7");
        assertThat(Float.parseFloat(fields[1])).isEqualTo(Float.MIN_VALUE);
        assertThat(Float.parseFloat(fields[2])).isEqualTo(1e10f);
        assertThat(folder.toFile().list()).containsExactly("a.csv");
    }

    private static float[] counting(int count, int first) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = first + i;
        }
        return values;
    }

    /** The header's text and the numbers after it, by the format's description. */
    private record Npy(String header, float[] values) {
        static Npy read(Path file) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            byte[] magic = new byte[8];
            bytes.get(magic);
            assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
            byte[] header = new byte[bytes.getShort()];
            bytes.get(header);
            float[] values = new float[bytes.remaining() / 4];
            for (int i = 0; i < values.length; i++) {
                values[i] = bytes.getFloat();
            }
            return new Npy(new String(header, StandardCharsets.US_ASCII), values);
        }
    }

    @Test
    void npyOfPlainRowsIsATable() throws IOException {
        Path file = folder.resolve("a.npy");
        try (NpyExampleWriter writer = new NpyExampleWriter(file, 2, ExampleShape.features(3))) {
            writer.write(0, counting(3, 0));
            writer.write(1, counting(3, 3));
            assertThat(file).doesNotExist();
            writer.commit();
        }
        Npy npy = Npy.read(file);
        assertThat(npy.header())
                .contains("'shape': (2, 3)")
                .contains("'descr': '<f4'")
                .contains("False");
        assertThat(npy.values()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(folder.toFile().list()).containsExactly("a.npy");
    }

    @Test
    void npyOfPicturesHasItsChannelsLast() throws IOException {
        Path file = folder.resolve("a.npy");
        ExampleShape shape = new ExampleShape(3, 2, 4);
        float[][] examples = {counting(24, 0), counting(24, 100)};
        try (NpyExampleWriter writer = new NpyExampleWriter(file, 2, shape)) {
            writer.write(0, examples[0]);
            writer.write(1, examples[1]);
            writer.commit();
        }
        Npy npy = Npy.read(file);
        assertThat(npy.header()).contains("'shape': (2, 2, 4, 3)");
        int next = 0;
        for (float[] example : examples) {
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 4; x++) {
                    for (int channel = 0; channel < 3; channel++) {
                        assertThat(npy.values()[next++])
                                .as("row %d, column %d, channel %d", y, x, channel)
                                .isEqualTo(example[(channel * 2 + y) * 4 + x]);
                    }
                }
            }
        }
        Examples read = NpyReader.read(file, null);
        assertThat(read.shape()).isEqualTo(shape);
        float[] values = new float[24];
        read.read(1, values, 0);
        assertThat(values).containsExactly(examples[1]);
    }

    @Test
    void npyWithFewerExamplesThanPromisedIsNotLeftBehind() throws IOException {
        Path file = folder.resolve("a.npy");
        try (NpyExampleWriter writer = new NpyExampleWriter(file, 2, ExampleShape.features(3))) {
            writer.write(0, counting(3, 0));
            assertThatExceptionOfType(IOException.class).isThrownBy(writer::commit);
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void filesThatWereNotCommittedAreNotLeftBehind() throws IOException {
        try (ExampleWriter csv = ExampleFormat.CSV.writer(
                        folder.resolve("a.csv"), 1, ExampleShape.features(3), Columns.NONE, DIGITS, ValueRange.BYTE);
                NpyExampleWriter npy = new NpyExampleWriter(folder.resolve("a.npy"), 1, ExampleShape.features(3));
                ExampleTable errors = ExampleTable.ofDoubles(
                        TableFormat.CSV, folder.resolve("errors.csv"), new Labelled(List.of()), ERRORS)) {
            csv.write(0, counting(3, 0));
            npy.write(0, counting(3, 0));
            errors.write(0, 1, 2);
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void pngFilesAreNamedByTheirRowsAndHoldTheLevels() throws IOException {
        Path images = folder.resolve("images");
        ExampleShape shape = new ExampleShape(1, 2, 2);
        try (ExampleWriter writer =
                ExampleFormat.PNG.writer(images, 2, shape, Columns.NONE, DIGITS, new ValueRange(0, 1))) {
            writer.write(3, new float[] {0, 0.2f, 0.6f, 1});
            writer.commit();
        }
        assertThat(images.toFile().list()).containsExactly("000003.png");
        BufferedImage image = ImageIO.read(images.resolve("000003.png").toFile());
        assertThat(image.getRaster().getSamples(0, 0, 2, 2, 0, (int[]) null)).containsExactly(0, 51, 153, 255);
    }

    private record Labelled(List<String> classes) implements Examples {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public ExampleShape shape() {
            return ExampleShape.features(1);
        }

        @Override
        public void read(int row, float[] target, int offset) {
            target[offset] = row;
        }

        @Override
        public int label(int row) {
            return 1 - row;
        }

        @Override
        public @Nullable ValueRange storedRange() {
            return null;
        }

        @Override
        public boolean inMemory() {
            return true;
        }
    }

    @Test
    void errorsStandBesideTheirLabels() throws IOException {
        Path file = folder.resolve("errors.csv");
        try (ExampleTable errors =
                ExampleTable.ofDoubles(TableFormat.CSV, file, new Labelled(List.of("cat", "a, \"b\"")), ERRORS)) {
            errors.write(0, 0.5, 1 / 3.0);
            errors.write(1, 2, 3);
            errors.commit();
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "row,label,squaredError,reconstruction",
                        "0,\"a, \"\"b\"\"\",0.5,0.3333333333333333",
                        "1,cat,2.0,3.0");
    }

    @Test
    void errorsOfUnlabelledExamplesHaveNoColumnForThem() throws IOException {
        Path file = folder.resolve("errors.csv");
        try (ExampleTable errors = ExampleTable.ofDoubles(TableFormat.CSV, file, new Labelled(List.of()), ERRORS)) {
            errors.write(0, 0.5, 1);
            errors.commit();
        }
        assertThat(Files.readAllLines(file)).containsExactly("row,squaredError,reconstruction", "0,0.5,1.0");
    }
}
