package org.aectl.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Npy;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.aectl.data.ValueRange;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in good-data were written by NumPy itself. */
class NpyTest {
    private static final Path FOLDER = Path.of("src/test/resources/good-data");
    private static final float[][] ROWS = {{0, 1, 2}, {3, 4, 5}, {60, 70, 80}, {9, 10, 127}};

    static Stream<Path> numbers() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> String.valueOf(file.getFileName()).startsWith("numbers-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyTypeOrderAndVersionIsReadAlike(Path file) {
        Examples examples = NpyReader.read(file, null);

        assertThat(examples.count()).isEqualTo(4);
        assertThat(examples.shape()).isEqualTo(ExampleShape.features(3));
        for (int row = 0; row < 4; row++) {
            assertThat(TestExamples.row(examples, row)).isEqualTo(ROWS[row]);
        }
    }

    @Test
    void unsignedBytesStayBytes() {
        assertThat(NpyReader.read(FOLDER.resolve("numbers-u1.npy"), null).storedRange())
                .isEqualTo(ValueRange.BYTE);
        assertThat(NpyReader.read(FOLDER.resolve("numbers-i1.npy"), null).storedRange())
                .isNull();
    }

    @Test
    void truthValuesAreZeroAndOne() {
        Examples examples = NpyReader.read(FOLDER.resolve("bool.npy"), null);

        assertThat(TestExamples.row(examples, 1)).containsExactly(1, 0, 1);
        assertThat(examples.storedRange()).isNull();
    }

    @Test
    void picturesComeOutChannelByChannel() {
        assertPictures("pictures.npy", null);
        assertPictures("pictures-fortran.npy", null);
        assertPictures("pictures-flat.npy", List.of(2, 3, 2));
        assertPictures("pictures-flat-fortran.npy", List.of(2, 3, 2));
    }

    private static void assertPictures(String file, @Nullable List<Integer> shape) {
        Examples examples = open(file, null, null, null, shape, null).training();
        assertThat(examples.shape()).isEqualTo(new ExampleShape(2, 2, 3));
        assertThat(TestExamples.row(examples, 1))
                .as(file)
                .containsExactly(100, 101, 102, 103, 104, 105, 110, 111, 112, 113, 114, 115);
        assertThat(open(file, null, null, null, shape, 1).training().count()).isEqualTo(1);
    }

    private static Dataset open(
            String file,
            @Nullable String labels,
            @Nullable String key,
            @Nullable String labelKey,
            @Nullable List<Integer> shape,
            @Nullable Integer limit) {
        return Sources.open(
                new Npy(
                        FOLDER.resolve(file),
                        labels == null ? null : FOLDER.resolve(labels),
                        null,
                        null,
                        key,
                        labelKey,
                        shape),
                limit,
                1);
    }

    @Test
    void arraysOfAnArchiveAreFoundByName() {
        for (String file : List.of("arrays.npz", "arrays-compressed.npz")) {
            Dataset data = open(file, file, "images", "labels", null, 3);
            assertThat(data.training().count()).isEqualTo(3);
            assertThat(data.training().classes()).containsExactly("2", "3", "10");
            assertThat(TestExamples.labels(data.training())).containsExactly("10", "2", "10");
            assertThat(TestExamples.row(data.training(), 2)).isEqualTo(ROWS[2]);
            assertThat(data.files()).hasSize(1);
        }
    }

    private static Path largerThanMemory(Path folder, boolean columnMajor) throws IOException {
        long rows = Runtime.getRuntime().maxMemory() / 4 / 1000 + 1;
        Path file = folder.resolve("sparse.npy");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            String text = "{'descr': '<f4', 'fortran_order': " + (columnMajor ? "True" : "False") + ", 'shape': ("
                    + rows + ", 1000), }";
            sparse.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
            sparse.write((text + " ".repeat(118 - text.length())).getBytes(StandardCharsets.US_ASCII));
            sparse.setLength(128 + 4000 * rows);
        }
        return file;
    }

    @Test
    void aFileThatMustBeRearrangedAndDoesNotFitIntoMemoryIsRefusedBeforeItIsRead(@TempDir Path folder)
            throws IOException {
        Path file = largerThanMemory(folder, true);

        assertThatThrownBy(() -> NpyReader.read(file, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("use fewer rows (data.limit) or a larger -Xmx");
    }

    @Test
    void aFileThatDoesNotFitIntoMemoryIsReadWhereItIsAskedFor(@TempDir Path folder) throws IOException {
        Path file = largerThanMemory(folder, false);
        int last = (int) (Runtime.getRuntime().maxMemory() / 4 / 1000);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(128 + 4000L * last + 4 * 7);
            sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(2.5f)));
        }

        Examples examples = NpyReader.read(file, null);
        float[] row = new float[1000];
        examples.read(last, row, 0);

        assertThat(examples.count()).isEqualTo(last + 1);
        assertThat(row[7]).isEqualTo(2.5f);
        assertThat(row[8]).isZero();
    }

    @Test
    void halfPrecisionIsExact() {
        assertThat(ElementType.half((short) 0x3C01)).isEqualTo(1 + 0x1p-10);
        assertThat(ElementType.half((short) 0xC000)).isEqualTo(-2);
        assertThat(ElementType.half((short) 0x0001)).isEqualTo(0x1p-24);
        assertThat(ElementType.half((short) 0x7BFF)).isEqualTo(65504);
        assertThat(ElementType.half((short) 0x7C00)).isInfinite();
        assertThat(ElementType.half((short) 0x7E00)).isNaN();
    }

    @Test
    void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x.npy");
        float[] values = {9, 1.5f, -2, Float.MIN_VALUE, Float.MAX_VALUE, 0, 7};
        try (NpyWriter writer = new NpyWriter(file, 2, 3)) {
            writer.write(values, 1, 3);
            writer.write(values, 4, 3);
        }

        Examples examples = NpyReader.read(file, null);
        assertThat(examples.count()).isEqualTo(2);
        assertThat(TestExamples.row(examples, 0)).containsExactly(1.5f, -2, Float.MIN_VALUE);
        assertThat(TestExamples.row(examples, 1)).containsExactly(Float.MAX_VALUE, 0, 7);
    }

    @Test
    void theWrittenHeaderIsTheOneThatNumPyWrites() throws IOException {
        for (int count : new int[] {4, 123456789}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int[] none = {};
            try (NpyWriter writer = new NpyWriter(out, 4, 3)) {
                writer.write(new float[] {0, 1, 2, 3, 4, 5, 60, 70, 80, 9, 10, 127}, 0, 12);
            }
            assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(FOLDER.resolve("numbers-little-f4.npy")));

            ByteArrayOutputStream flat = new ByteArrayOutputStream();
            NpyWriter writer = new NpyWriter(flat, count, none);
            assertThatThrownBy(writer::close).isInstanceOf(IOException.class).hasMessageContaining("only 0 of");
            assertThat(flat.toString(StandardCharsets.ISO_8859_1)).contains("'shape': (" + count + ",), }");
            assertThat(flat.size() % 64).isZero();
        }
    }

    @Test
    void moreExamplesThanPromisedAreRefused() throws IOException {
        try (NpyWriter writer = new NpyWriter(new ByteArrayOutputStream(), 1, 2)) {
            writer.write(new float[2], 0, 2);
            assertThatThrownBy(() -> writer.write(new float[2], 0, 2)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
