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
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.aectl.config.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A zip archive of numbers and text: an index in JSON, which has the SHA-256 of every other entry, and these. The same
 * content is the same bytes.
 */
final class Archive {
    private static final String NO_CHECKPOINT = ": damaged, or no checkpoint of aectl";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;
    private final ZipFile zip;

    private Archive(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * Writes an archive so that the file appears whole or not at all.
     *
     * @param index name of the index
     * @param content of the index, made from the SHA-256 of each entry
     */
    static void write(
            Path file, String index, Function<Map<String, String>, Object> content, Map<String, byte[]> entries)
            throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        entries.forEach((name, bytes) -> checksums.put(name, sha256(bytes)));
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content.apply(checksums));
        AtomicFile.write(file, out -> writeZip(out, index, json, entries));
    }

    private static void writeZip(OutputStream out, String index, byte[] json, Map<String, byte[]> entries)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        // Weights hardly compress; trying to would cost more time than the disk.
        zip.setLevel(0);
        writeEntry(zip, index, json);
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

    /** What is made of an archive. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Archive archive) throws IOException;
    }

    /**
     * Reads an archive.
     *
     * @throws InvalidInputException if there is none, it is damaged, or something else
     */
    static <T> T read(Path file, Reader<T> reader) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + ": there is no such checkpoint");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reader.read(new Archive(file, zip));
        } catch (ZipException | EOFException | JacksonException notOurs) {
            throw new InvalidInputException(file + NO_CHECKPOINT, notOurs);
        }
    }

    /** Whether there is an entry of this name. */
    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** The index. */
    <T> T index(String name, Class<T> type) throws IOException {
        T index = JSON.readValue(content(name), type);
        if (index == null) {
            throw new InvalidInputException(file + NO_CHECKPOINT);
        }
        return index;
    }

    /** An entry as text. */
    String text(String name, Map<String, String> checksums) throws IOException {
        return new String(verified(name, checksums), StandardCharsets.UTF_8);
    }

    /** An entry as 32-bit floating-point numbers. */
    float[] floats(String name, Map<String, String> checksums) throws IOException {
        byte[] content = verified(name, checksums);
        float[] values = new float[content.length / Float.BYTES];
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private byte[] verified(String name, Map<String, String> checksums) throws IOException {
        byte[] content = content(name);
        if (!sha256(content).equals(checksums.get(name))) {
            throw new InvalidInputException(file + ": damaged: the checksum of its " + name + " is wrong");
        }
        return content;
    }

    private byte[] content(String name) throws IOException {
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

    /** In hexadecimal. */
    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /** Text for an entry. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Numbers for an entry. */
    static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }
}
