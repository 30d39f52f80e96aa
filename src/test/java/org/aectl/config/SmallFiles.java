package org.aectl.config;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.aectl.data.ParquetTables;
import org.aectl.data.array.NpyWriter;

/**
 * Data files of every kind, each beside another one of the same form. Pictures have 8 x 8 pixels and one of three classes.
 */
public final class SmallFiles {
    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final int CLASSES = 3;
    private static final int TRAINING = 40;
    private static final int TEST = 12;

    private SmallFiles() {}

    public static void write(Path folder) throws IOException {
        writePictures(folder, "", TRAINING, 0);
        writePictures(folder, "other-", TRAINING, 1);
        writePictures(folder, "test-", TEST, 0);
        writePictures(folder, "other-test-", TEST, 1);
        writeRows(folder.resolve("rows.csv"), "a,b,c,d\n", TRAINING);
        writeRows(folder.resolve("other-rows.csv"), "a,b,c,d\n", TRAINING - 1);
        writeRows(folder.resolve("test-rows.csv"), "a,b,c,d\n", TEST);
        writeRows(folder.resolve("other-test-rows.csv"), "a,b,c,d\n", TEST + 1);
        writeRows(folder.resolve("bare-rows.csv"), "7,8,11,10\n", TRAINING);
        writeLabelledRows(folder.resolve("labelled-rows.csv"));
        writeIncompleteRows(folder.resolve("incomplete-rows.csv"));
        writeArrays(folder.resolve("arrays.npz"));
        writeTable(folder.resolve("rows.parquet"), TRAINING);
        writeTable(folder.resolve("other-rows.parquet"), TRAINING - 1);
        writeTable(folder.resolve("test-rows.parquet"), TEST);
        writeTable(folder.resolve("other-test-rows.parquet"), TEST + 1);
        writeFlatPictures(folder.resolve("flat-pictures.parquet"));
        Files.write(folder.resolve("flat-pictures.npy"), npy(floats(pixels(TRAINING, 0)), PIXELS));
    }

    /** The same pictures as IDX, as NPY and as a folder, with labels. */
    private static void writePictures(Path folder, String prefix, int count, int shift) throws IOException {
        byte[] pixels = pixels(count, shift);
        byte[] labels = labels(count, shift);
        Files.write(folder.resolve(prefix + "pictures.idx"), idx(pixels, count, SIDE, SIDE));
        Files.write(folder.resolve(prefix + "labels.idx"), idx(labels, count));
        Files.write(folder.resolve(prefix + "pictures.npy"), npy(floats(pixels), SIDE, SIDE));
        Files.write(folder.resolve(prefix + "labels.npy"), npy(floats(labels)));
        Path pictures = Files.createDirectories(folder.resolve(prefix + "pictures"));
        for (int i = 0; i < count; i++) {
            ImageIO.write(
                    picture(pixels, i), "png", pictures.resolve(i + ".png").toFile());
        }
    }

    private static byte[] pixels(int count, int seed) {
        byte[] pixels = new byte[count * PIXELS];
        new Random(count + seed).nextBytes(pixels);
        return pixels;
    }

    private static byte[] labels(int count, int shift) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) ((i + shift) % CLASSES);
        }
        return labels;
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return values;
    }

    private static byte[] idx(byte[] values, int... dimensions) {
        ByteBuffer file = ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.length) + values.length)
                .putInt(0x0800 + dimensions.length);
        for (int size : dimensions) {
            file.putInt(size);
        }
        return file.put(values).array();
    }

    private static byte[] npy(float[] values, int... example) throws IOException {
        int size = 1;
        for (int length : example) {
            size *= length;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpyWriter writer = new NpyWriter(bytes, values.length / size, example)) {
            writer.write(values, 0, values.length);
        }
        return bytes.toByteArray();
    }

    private static void writeArrays(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int shift = 0; shift < 2; shift++) {
                String prefix = shift == 0 ? "" : "other-";
                zip.putNextEntry(new ZipEntry(prefix + "x.npy"));
                zip.write(npy(floats(pixels(TRAINING, shift)), SIDE, SIDE));
                zip.putNextEntry(new ZipEntry(prefix + "y.npy"));
                zip.write(npy(floats(labels(TRAINING, shift))));
            }
        }
    }

    /** In colours that are grey in none of the pixels. */
    private static BufferedImage picture(byte[] pixels, int number) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < PIXELS; i++) {
            int value = Byte.toUnsignedInt(pixels[number * PIXELS + i]);
            picture.setRGB(i % SIDE, i / SIDE, value << 16 | (255 - value) << 8 | value / 2);
        }
        return picture;
    }

    private static void writeRows(Path file, String header, int count) throws IOException {
        Random random = new Random(count);
        StringBuilder text = new StringBuilder(header);
        for (int i = 0; i < count; i++) {
            text.append("%d,%d,%d,%d\n"
                    .formatted(random.nextInt(CLASSES), random.nextInt(PIXELS), random.nextInt(PIXELS), i % CLASSES));
        }
        Files.writeString(file, text);
    }

    /** Three columns of numbers, and two that may be labels. */
    private static void writeTable(Path file, int count) throws IOException {
        Random random = new Random(count);
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new float[] {
                random.nextInt(CLASSES),
                random.nextInt(PIXELS),
                random.nextInt(PIXELS),
                i % CLASSES,
                i / CLASSES % CLASSES
            });
        }
        ParquetTables.write(file, List.of("a", "b", "c"), List.of("d", "e"), rows);
    }

    private static void writeFlatPictures(Path file) throws IOException {
        float[] pixels = floats(pixels(TRAINING, 0));
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < TRAINING; i++) {
            rows.add(Arrays.copyOfRange(pixels, i * PIXELS, (i + 1) * PIXELS));
        }
        List<String> names = IntStream.range(0, PIXELS).mapToObj(i -> "x" + i).toList();
        ParquetTables.write(file, names, List.of(), rows);
    }

    /** Every seventh row lacks its first value. */
    private static void writeIncompleteRows(Path file) throws IOException {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < TRAINING; i++) {
            String first = i % 7 == 3 ? "NA" : String.valueOf(20 + random.nextInt(PIXELS));
            text.append("%s,%d,%d\n".formatted(first, random.nextInt(PIXELS), random.nextInt(PIXELS)));
        }
        Files.writeString(file, text);
    }

    private static void writeLabelledRows(Path file) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("a,b,c,d,e\n");
        for (int i = 0; i < TRAINING; i++) {
            text.append("%d,%d,%d,%d,%d\n"
                    .formatted(
                            random.nextInt(PIXELS),
                            random.nextInt(PIXELS),
                            random.nextInt(PIXELS),
                            i % CLASSES,
                            i / 2 % CLASSES));
        }
        Files.writeString(file, text);
    }
}
