package org.aectl.data.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.KeyedRandom;
import org.aectl.data.ValueRange;
import org.aectl.data.ValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that stay in their file, against the same numbers in memory. */
class FileStoreTest {
    private static final int ROWS = 300;
    private static final int WIDTH = 501;

    @TempDir
    private Path folder;

    private Path npy(float[] values) throws IOException {
        Path file = folder.resolve("values.npy");
        try (NpyWriter writer = new NpyWriter(file, ROWS, WIDTH)) {
            writer.write(values, 0, values.length);
        }
        return file;
    }

    private static float[] values() {
        float[] values = new float[ROWS * WIDTH];
        new KeyedRandom(1, KeyedRandom.Purpose.NOISE, 0, 0).fillGaussian(values, 0, values.length);
        return values;
    }

    private static FileStore open(Path file) throws IOException {
        try (ArrayInput input = ArrayInput.open(file, NpyHeader::read)) {
            return new FileStore(input.reader(), file, (long) ROWS * WIDTH);
        }
    }

    @Test
    void givesTheNumbersOfAnyPlaceInAnyOrder() throws IOException {
        float[] values = values();
        FileStore store = open(npy(values));

        float[] all = new float[values.length];
        store.read(0, all, 0, all.length);
        float[] some = new float[10];
        store.read(299 * WIDTH + 7L, some, 2, 5);

        assertThat(store.length()).isEqualTo(values.length);
        assertThat(store.range()).isNull();
        assertThat(all).isEqualTo(values);
        assertThat(Arrays.copyOfRange(some, 2, 7))
                .isEqualTo(Arrays.copyOfRange(values, 299 * WIDTH + 7, 299 * WIDTH + 12));
        assertThat(some[0]).isZero();
        assertThat(some[7]).isZero();
    }

    @Test
    void bytesBecomeTheirNumbersAndHaveTheirRange() throws IOException {
        Path file = folder.resolve("bytes.idx");
        ByteBuffer idx = ByteBuffer.allocate(12 + ROWS * WIDTH)
                .putInt(0x00000802)
                .putInt(ROWS)
                .putInt(WIDTH);
        for (int i = 0; i < ROWS * WIDTH; i++) {
            idx.put((byte) (i % 251));
        }
        Files.write(file, idx.array());
        FileStore store;
        try (ArrayInput input = ArrayInput.open(file, IdxReader::header)) {
            store = new FileStore(input.reader(), file, (long) ROWS * WIDTH);
        }

        float[] some = new float[1000];
        store.read(5000, some, 0, some.length);

        assertThat(store.range()).isEqualTo(ValueRange.BYTE);
        for (int i = 0; i < some.length; i++) {
            assertThat(some[i]).isEqualTo((5000 + i) % 251);
        }
    }

    @Test
    void aNumberThatIsNotFiniteIsNamedByItsPlace() throws IOException {
        float[] values = values();
        values[17 * WIDTH + 3] = Float.NaN;
        FileStore store = open(npy(values));
        float[] row = new float[WIDTH];

        store.read(16L * WIDTH, row, 0, WIDTH);

        assertThatThrownBy(() -> store.read(17L * WIDTH, row, 0, WIDTH))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("values.npy: row 17, column 3 (from 0) holds NaN, expected a finite number");
    }

    @Test
    void picturesComeOutChannelByChannelFromAnyPlace() throws IOException {
        float[] values = values();
        ExampleShape shape = new ExampleShape(3, 1, 167);
        ValueStore store = new PlanarStore(open(npy(values)), shape);
        float[] expected = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            expected[i] = values[i / WIDTH * WIDTH + i % WIDTH % 167 * 3 + i % WIDTH / 167];
        }

        float[] all = new float[values.length];
        store.read(0, all, 0, all.length);
        float[] some = new float[WIDTH + 2];
        store.read(5L * WIDTH - 100, some, 1, WIDTH);

        assertThat(store.length()).isEqualTo(values.length);
        assertThat(all).isEqualTo(expected);
        assertThat(Arrays.copyOfRange(some, 1, WIDTH + 1))
                .isEqualTo(Arrays.copyOfRange(expected, 5 * WIDTH - 100, 6 * WIDTH - 100));
        assertThat(some[0]).isZero();
        assertThat(some[WIDTH + 1]).isZero();
    }

    @Test
    void aFileThatIsCutShortWhileItIsReadIsSaidToBe() throws IOException {
        Path file = npy(values());
        FileStore store = open(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }

        assertThatThrownBy(() -> store.read(1000, new float[WIDTH], 0, WIDTH))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("values.npy: cannot be read: the file has become shorter");
    }

    @Test
    void wideNumbersAreNarrowed() throws IOException {
        Path file = folder.resolve("wide.idx");
        ByteBuffer idx = ByteBuffer.allocate(8 + 8 * 1000)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(0x00000E01)
                .putInt(1000);
        for (int i = 0; i < 1000; i++) {
            idx.putDouble(i / 3.0);
        }
        Files.write(file, idx.array());
        FileStore store;
        try (ArrayInput input = ArrayInput.open(file, IdxReader::header)) {
            store = new FileStore(input.reader(), file, 1000);
        }

        float[] some = new float[3];
        store.read(997, some, 0, 3);

        assertThat(some).containsExactly((float) (997 / 3.0), (float) (998 / 3.0), (float) (999 / 3.0));
    }
}
