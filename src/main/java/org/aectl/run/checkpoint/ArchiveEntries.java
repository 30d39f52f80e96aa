package org.aectl.run.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.PlainText;

/** Which entries a zip archive says it has, compared with those of ours before any of them is read. */
final class ArchiveEntries {
    /** All that an {@link Archive} of any kind may hold: a file of another name is nothing we wrote. */
    private static final Set<String> NAMES = Set.of(
            CheckpointFile.INDEX,
            CheckpointFile.CLASSIFIER_INDEX,
            "config.yaml",
            "scaling.json",
            Archive.COLUMNS,
            "metrics.csv",
            "parameters.bin",
            "optimizer.bin");

    /** The entries of a network that Deeplearning4j's own ModelSerializer wrote, as our model.zip is. */
    private static final Set<String> OF_MODEL_SERIALIZER = Set.of("configuration.json", "coefficients.bin");

    /** Deflate cannot do more: a block of 258 equal bytes takes two bits. */
    private static final long MOST_EXPANSION = 1032;
    /** What the last block of a stream takes at least. */
    private static final long SLACK = 64;

    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int OFFSET_OF_COUNT = 10;
    private static final int OFFSET_OF_DIRECTORY_BYTES = 12;
    /** The names and places of our entries take some hundred bytes. */
    private static final int MOST_DIRECTORY_BYTES = 1 << 16;

    private ArchiveEntries() {}

    /**
     * Looks at the end of the file, which says how many entries there are: the JDK reads the names of all of them into
     * memory at once.
     *
     * @throws ZipException if the file does not end as ours do
     */
    static void checkEnd(Path file) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long start = channel.size() - END_BYTES;
            while (start >= 0 && end.hasRemaining() && channel.read(end, start + end.position()) >= 0) {
                // goes on until all is there
            }
        }
        if (end.hasRemaining() || end.getInt(0) != END_SIGNATURE) {
            throw new ZipException("no end of a zip archive without a comment");
        }
        int count = Short.toUnsignedInt(end.getShort(OFFSET_OF_COUNT));
        long directoryBytes = Integer.toUnsignedLong(end.getInt(OFFSET_OF_DIRECTORY_BYTES));
        if (directoryBytes > MOST_DIRECTORY_BYTES) {
            throw new InvalidInputException("%s: no checkpoint of aectl: its list of %s takes %s"
                    .formatted(file, Counts.of(count, "entry"), Counts.of(directoryBytes, "byte")));
        }
    }

    /** Refuses names that are none of ours, the same name twice, and sizes that cannot be. */
    static void check(Path file, ZipFile zip) throws IOException {
        try {
            checkAll(file, zip);
        } catch (IllegalArgumentException noText) {
            // What the JDK throws for a name whose bytes are no UTF-8, though the entry says so.
            throw new InvalidInputException(file + ": no checkpoint of aectl: it holds a name that is no text", noText);
        }
    }

    private static void checkAll(Path file, ZipFile zip) throws IOException {
        refuseForeignModel(file, zip);
        Set<String> names = new HashSet<>();
        long room = Files.size(file);
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (!NAMES.contains(name)) {
                throw new InvalidInputException(
                        file + ": no checkpoint of aectl: it holds " + PlainText.excerpt(name) + ", which none has");
            }
            if (!names.add(name)) {
                throw new InvalidInputException(file + ": no checkpoint of aectl: it holds two of " + name);
            }
            // Entries that lie in each other would make a small file hold much.
            room -= checkedBytes(file, entry, room);
        }
    }

    private static void refuseForeignModel(Path file, ZipFile zip) {
        if (OF_MODEL_SERIALIZER.stream().allMatch(name -> zip.getEntry(name) != null)) {
            throw new InvalidInputException(file + ": no checkpoint of aectl but a model as Deeplearning4j writes it,"
                    + " which is never loaded; give a run, or a file of its checkpoints folder");
        }
    }

    /** How many bytes of the file an entry takes. */
    private static long checkedBytes(Path file, ZipEntry entry, long room) {
        long bytes = entry.getCompressedSize();
        if (bytes < 0 || bytes > room) {
            throw new InvalidInputException("%s: damaged: its %s takes %s, more than the file has"
                    .formatted(file, entry.getName(), Counts.of(bytes, "byte")));
        }
        long size = entry.getSize();
        if (size < 0 || size > bytes * MOST_EXPANSION + SLACK) {
            throw new InvalidInputException("%s: damaged: its %s says that it holds %s, which %,d cannot"
                    .formatted(file, entry.getName(), Counts.of(size, "byte"), bytes));
        }
        return bytes;
    }
}
