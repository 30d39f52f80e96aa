package org.aectl.run.checkpoint;

import com.fasterxml.jackson.annotation.Nulls;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.data.Columns;
import org.aectl.data.prepare.Scaling;
import org.aectl.run.file.AtomicFile;
import org.aectl.run.file.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A zip archive of numbers and text: an index in JSON, which has the SHA-256 of every other entry, and these. The same
 * content is the same bytes. It may come from anyone: nothing is unpacked to a file, no class is chosen by what it holds,
 * and memory is asked for by what its config can need, not by what the zip says of itself.
 */
record Archive(Path file, ZipFile zip) {
    /** Names of columns; left out where there are none, and by earlier versions. */
    static final String COLUMNS = "columns.json";

    private static final String NO_CHECKPOINT = ": damaged, or no checkpoint of aectl";
    /** Metrics of some hundred thousand epochs; all other text is shorter. */
    private static final int MOST_TEXT = 1 << 26;
    /** Besides an array there must be room for the network that it is copied to. */
    private static final int SHARE_OF_MEMORY = 2;

    private static final int BUFFER = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // A list or a map in JSON may hold null whatever its type in Java says.
            .changeDefaultNullHandling(handling -> handling.withContentNulls(Nulls.FAIL))
            .build();

    /** What an entry holds: writes the same bytes each time, a part at once where they are many. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Text for an entry. */
    static Content ofText(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** 32-bit floating-point numbers for an entry, little-endian; they must not change before the archive is written. */
    static Content ofNumbers(float[] values) {
        return out -> {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            for (int written = 0; written < values.length; written += BUFFER / Float.BYTES) {
                int count = Math.min(values.length - written, BUFFER / Float.BYTES);
                buffer.clear().asFloatBuffer().put(values, written, count);
                out.write(buffer.array(), 0, count * Float.BYTES);
            }
        };
    }

    /**
     * Writes an archive so that the file appears whole or not at all. No entry is in memory as a whole: that of a large
     * network's checkpoint would be as large as the network once more.
     *
     * @param index name of the index
     * @param content of the index, made from the SHA-256 of each entry
     */
    static void write(
            Path file, String index, Function<Map<String, String>, Object> content, Map<String, Content> entries)
            throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (Map.Entry<String, Content> entry : entries.entrySet()) {
            checksums.put(entry.getKey(), sha256(entry.getValue()));
        }
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content.apply(checksums));
        AtomicFile.write(file, out -> writeZip(out, index, json, entries));
    }

    private static String sha256(Content content) throws IOException {
        MessageDigest hash = Sha256.begin();
        content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        return Sha256.hexadecimal(hash.digest());
    }

    private static void writeZip(OutputStream out, String index, byte[] json, Map<String, Content> entries)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        // Weights hardly compress; trying to would cost more time than the disk.
        zip.setLevel(0);
        writeEntry(zip, index, entry -> entry.write(json));
        for (Map.Entry<String, Content> entry : entries.entrySet()) {
            writeEntry(zip, entry.getKey(), entry.getValue());
        }
        zip.finish();
    }

    private static void writeEntry(ZipOutputStream zip, String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same state must give the same bytes, whenever it is written.
        entry.setTime(0);
        zip.putNextEntry(entry);
        content.writeTo(zip);
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
        try {
            ArchiveEntries.checkEnd(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ArchiveEntries.check(file, zip);
                return reader.read(new Archive(file, zip));
            }
        } catch (ZipException | EOFException | JacksonException notOurs) {
            throw new InvalidInputException(file + NO_CHECKPOINT, notOurs);
        }
    }

    /** Whether there is an entry of this name. */
    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** The index. Keys that its type does not have are passed over: no word in it decides what is made of it. */
    <T> T index(String name, Class<T> type) throws IOException {
        T index = JSON.readValue(content(entry(name), MOST_TEXT), type);
        if (index == null) {
            throw new InvalidInputException(file + NO_CHECKPOINT);
        }
        return index;
    }

    /** An entry as text. */
    String text(String name, Map<String, String> checksums) throws IOException {
        byte[] content = content(entry(name), MOST_TEXT);
        verify(name, Sha256.of(content), checksums);
        return new String(content, StandardCharsets.UTF_8);
    }

    /** An entry as the scaling of examples. */
    Scaling scaling(String name, Map<String, String> checksums) throws IOException {
        return parsed(text(name, checksums), Scaling::fromJson);
    }

    /** The names of the columns of a table that was learnt from. */
    Columns columns(Map<String, String> checksums) throws IOException {
        if (!has(COLUMNS) && !checksums.containsKey(COLUMNS)) {
            return Columns.NONE;
        }
        return parsed(text(COLUMNS, checksums), Columns::fromJson);
    }

    private <T> T parsed(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (InvalidInputException unsuitable) {
            throw new InvalidInputException(file + ": damaged: " + unsuitable.getMessage(), unsuitable);
        }
    }

    /**
     * An entry as 32-bit floating-point numbers.
     *
     * @param most numbers that there can be, by the config
     * @throws InvalidInputException if there are more; they are not read
     */
    float[] floats(String name, Map<String, String> checksums, long most) throws IOException {
        ZipEntry entry = entry(name);
        checkCount(entry, most);
        MessageDigest hash = Sha256.begin();
        float[] values = read(entry, in -> numbers(in, (int) (entry.getSize() / Float.BYTES), hash));
        verify(name, Sha256.hexadecimal(hash.digest()), checksums);
        return values;
    }

    /**
     * An entry as the weights of a network.
     *
     * @throws InvalidInputException as {@link #floats} does, and if one of them is not finite: nothing could come of it
     */
    float[] weights(String name, Map<String, String> checksums, long most) throws IOException {
        float[] weights = floats(name, checksums, most);
        int wrong = 0;
        for (float weight : weights) {
            wrong += Float.isFinite(weight) ? 0 : 1;
        }
        if (wrong > 0) {
            throw new InvalidInputException(
                    "%s: damaged: %,d of its %,d weights are no finite numbers".formatted(file, wrong, weights.length));
        }
        return weights;
    }

    /** @param length by now known to be no more than config, file and memory allow */
    private static float[] numbers(InputStream in, int length, MessageDigest hash) throws IOException {
        float[] values = new float[length];
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int filled = 0; filled < length; filled += BUFFER / Float.BYTES) {
            int count = Math.min(length - filled, BUFFER / Float.BYTES);
            if (in.readNBytes(buffer.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
                throw new EOFException("fewer bytes than the zip says");
            }
            hash.update(buffer.array(), 0, count * Float.BYTES);
            buffer.clear().asFloatBuffer().get(values, filled, count);
        }
        return values;
    }

    private void checkCount(ZipEntry entry, long most) {
        long size = entry.getSize();
        if (size % Float.BYTES != 0) {
            throw new InvalidInputException("%s: damaged: its %s has %s, expected %d for each number"
                    .formatted(file, entry.getName(), Counts.of(size, "byte"), Float.BYTES));
        }
        long count = size / Float.BYTES;
        if (count > most) {
            throw new InvalidInputException("%s: damaged: its %s has %s, but by its config there are at most %,d"
                    .formatted(file, entry.getName(), Counts.of(count, "number"), most));
        }
        long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        if (size > memory) {
            throw new InvalidInputException("%s: its %s takes %,d MB of memory; up to %,d MB are allowed (-Xmx in"
                            .formatted(file, entry.getName(), size >> 20, memory >> 20)
                    + " AECTL_JAVA_OPTS)");
        }
    }

    private void verify(String name, String sha256, Map<String, String> checksums) {
        if (!sha256.equals(checksums.get(name))) {
            throw wrongChecksum(name);
        }
    }

    private InvalidInputException wrongChecksum(String name) {
        return new InvalidInputException(file + ": damaged: the checksum of its " + name + " is wrong");
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new InvalidInputException(file + ": no checkpoint of aectl: it holds no " + name);
        }
        return entry;
    }

    private byte[] content(ZipEntry entry, int most) throws IOException {
        if (entry.getSize() > most) {
            throw new InvalidInputException("%s: damaged: its %s has %s, expected at most %,d"
                    .formatted(file, entry.getName(), Counts.of(entry.getSize(), "byte"), most));
        }
        // Memory is asked for as the bytes come, not for as many as the zip says.
        return read(entry, in -> in.readNBytes((int) entry.getSize()));
    }

    /** What takes an entry's bytes from a stream, as many as the entry says. */
    @FunctionalInterface
    private interface ContentReader<T> {
        T read(InputStream in) throws IOException;
    }

    private <T> T read(ZipEntry entry, ContentReader<T> content) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            T read = content.read(in);
            // ZipFile compares neither: a short entry may expand without end, and the index has no checksum but this
            // one.
            if (in.read() >= 0) {
                throw new InvalidInputException(file + ": damaged: its " + entry.getName() + " is longer than it says");
            }
            if (crc.getValue() != entry.getCrc()) {
                throw wrongChecksum(entry.getName());
            }
            return read;
        }
    }
}
