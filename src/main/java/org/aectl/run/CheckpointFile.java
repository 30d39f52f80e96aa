package org.aectl.run;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.aectl.config.ConfigLoader;
import org.aectl.config.ConfigWriter;
import org.aectl.config.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.Scaling;
import org.aectl.data.ValueRange;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@link Checkpoint} as a zip archive. Two checkpoints of the same state are the same bytes. Entries:
 *
 * <ul>
 *   <li>{@code checkpoint.json}: format, shape, classes, range, progress, and the SHA-256 of every other entry
 *   <li>{@code config.yaml}, {@code scaling.json}, {@code metrics.csv}: as their names say
 *   <li>{@code parameters.bin}, {@code optimizer.bin}: 32-bit floating-point numbers, little-endian
 * </ul>
 */
public final class CheckpointFile {
    private static final int FORMAT = 2;
    private static final String INDEX = "checkpoint.json";
    private static final String CONFIG = "config.yaml";
    private static final String SCALING = "scaling.json";
    private static final String METRICS = "metrics.csv";
    private static final String PARAMETERS = "parameters.bin";
    private static final String OPTIMIZER = "optimizer.bin";
    private static final String NO_CHECKPOINT = ": damaged, or no checkpoint of aectl";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private CheckpointFile() {}

    private record Index(
            int format,
            ExampleShape shape,
            List<String> classes,
            ValueRange range,
            TrainingProgress progress,
            Map<String, String> sha256) {}

    /** Writes a checkpoint so that the file appears whole or not at all. */
    public static void write(Path file, Checkpoint checkpoint) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(CONFIG, utf8(ConfigWriter.toYaml(checkpoint.config())));
        entries.put(SCALING, utf8(checkpoint.scaling().toJson()));
        entries.put(METRICS, utf8(checkpoint.metrics()));
        entries.put(PARAMETERS, bytes(checkpoint.parameters()));
        entries.put(OPTIMIZER, bytes(checkpoint.optimizerState()));
        Map<String, String> checksums = new LinkedHashMap<>();
        entries.forEach((name, content) -> checksums.put(name, sha256(content)));
        Index index = new Index(
                FORMAT, checkpoint.shape(), checkpoint.classes(), checkpoint.range(), checkpoint.progress(), checksums);
        AtomicFile.write(file, out -> writeZip(out, index, entries));
    }

    private static void writeZip(OutputStream out, Index index, Map<String, byte[]> entries) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        // Weights hardly compress; trying to would cost more time than the disk.
        zip.setLevel(0);
        writeEntry(zip, INDEX, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            writeEntry(zip, entry.getKey(), entry.getValue());
        }
        zip.finish();
    }

    private static void writeEntry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same state must give the same bytes, whenever it is written.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads a checkpoint and verifies every checksum in it.
     *
     * @throws InvalidInputException if the file is no checkpoint of this program, or damaged
     */
    public static Checkpoint read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + ": there is no such checkpoint");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Index index = JSON.readValue(content(zip, INDEX, file), Index.class);
            if (index == null) {
                throw new InvalidInputException(file + NO_CHECKPOINT);
            }
            if (index.format() != FORMAT) {
                throw new InvalidInputException(file + ": a checkpoint of format " + index.format()
                        + "; this version of aectl reads format " + FORMAT);
            }
            return new Checkpoint(
                    ConfigLoader.parse(text(verified(zip, CONFIG, index, file)), file + ":" + CONFIG),
                    index.shape(),
                    index.classes(),
                    Scaling.fromJson(text(verified(zip, SCALING, index, file))),
                    index.range(),
                    index.progress(),
                    text(verified(zip, METRICS, index, file)),
                    floats(verified(zip, PARAMETERS, index, file)),
                    floats(verified(zip, OPTIMIZER, index, file)));
        } catch (ZipException | EOFException | JacksonException notOurs) {
            throw new InvalidInputException(file + NO_CHECKPOINT, notOurs);
        }
    }

    private static byte[] verified(ZipFile zip, String name, Index index, Path file) throws IOException {
        byte[] content = content(zip, name, file);
        if (!sha256(content).equals(index.sha256().get(name))) {
            throw new InvalidInputException(file + ": damaged: the checksum of its " + name + " is wrong");
        }
        return content;
    }

    private static byte[] content(ZipFile zip, String name, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new InvalidInputException(file + ": no checkpoint of aectl: it holds no " + name);
        }
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            byte[] content = in.readAllBytes();
            // ZipFile does not compare them, and the index has no checksum but this one.
            if (crc.getValue() != entry.getCrc()) {
                throw new InvalidInputException(file + ": damaged: the checksum of its " + name + " is wrong");
            }
            return content;
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static float[] floats(byte[] content) {
        float[] values = new float[content.length / Float.BYTES];
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
