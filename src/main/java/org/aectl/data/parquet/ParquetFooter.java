package org.aectl.data.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.FileKind;
import org.aectl.data.file.FileStart;
import org.aectl.data.file.InputFile;
import org.aectl.data.file.Wording;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Reads what the end of a Parquet file says about it, after a look at whether it can be so. */
public final class ParquetFooter {
    static final String MAGIC = "PAR1";

    private static final String ENCRYPTED = "PARE";
    /** Two times the magic word and the footer's length between. */
    private static final int LEAST = 12;

    private static final int TAIL = 8;
    /** A footer takes ten times its bytes when it is read; more than this part of the memory would not fit. */
    private static final int SHARE_OF_MEMORY = 16;
    /** The key of the library for how long a list or text in the footer may claim to be. */
    private static final String LIMIT = "parquet.thrift.string.size.limit";

    private ParquetFooter() {}

    /** @throws InvalidInputException if this is no Parquet file, or one that cannot be read */
    public static ParquetMetadata read(Path path) {
        InputFile.checkIsFile(path);
        if (!Files.isRegularFile(path)) {
            throw problem(path, "is no regular file; Parquet is read from its end, which no pipe can do");
        }
        try {
            int length = checkedLength(path);
            return read(path, length);
        } catch (IOException exception) {
            throw InputFile.problem(path.toString(), exception);
        }
    }

    private static int checkedLength(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            long size = channel.size();
            if (size == 0) {
                throw problem(path, "is empty");
            }
            String start = word(read(channel, 0, (int) Math.min(size, MAGIC.length())));
            if (start.equals(ENCRYPTED)) {
                throw encrypted(path);
            }
            if (!start.equals(MAGIC)) {
                FileKind kind = FileKind.of(bytes(channel, (int) Math.min(size, FileStart.BYTES)));
                throw kind.unexpected(path.toString(), "a Parquet file, which starts with " + MAGIC);
            }
            if (size < LEAST) {
                throw problem(path, "is cut short: it has " + size + " bytes");
            }
            ByteBuffer tail = read(channel, size - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
            long length = Integer.toUnsignedLong(tail.getInt());
            String end = word(tail);
            if (end.equals(ENCRYPTED)) {
                throw encrypted(path);
            }
            if (!end.equals(MAGIC)) {
                throw problem(path, "is cut short: it must end with " + MAGIC);
            }
            if (length > size - LEAST) {
                throw problem(path, "promises a footer of " + length + " bytes, but has " + (size - LEAST));
            }
            long most = Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, Integer.MAX_VALUE);
            if (length > most) {
                throw problem(
                        path,
                        "has a footer of " + length + " bytes, and at most " + most
                                + " are read with this much memory; write fewer columns or row groups, or use a larger"
                                + " -Xmx");
            }
            return (int) length;
        }
    }

    private static byte[] bytes(FileChannel channel, int count) throws IOException {
        byte[] bytes = new byte[count];
        read(channel, 0, count).get(bytes);
        return bytes;
    }

    private static String word(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    static ByteBuffer read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("the file has become shorter");
            }
        }
        return bytes.flip();
    }

    private static ParquetMetadata read(Path path, int length) {
        PlainParquetConfiguration settings = new PlainParquetConfiguration();
        settings.setInt(LIMIT, Math.max(1, length));
        LocalInputFile file = new LocalInputFile(path);
        ParquetMetadata footer;
        try (SeekableInputStream in = file.newStream()) {
            footer = ParquetFileReader.readFooter(
                    file, ParquetReadOptions.builder(settings).build(), in);
        } catch (IOException | RuntimeException damage) {
            throw damaged(path, "its footer", damage);
        } catch (StackOverflowError damage) {
            // What the library does with groups in groups in groups.
            throw damaged(path, "its footer, whose groups are nested too deeply", damage);
        }
        long rows = 0;
        for (BlockMetaData group : footer.getBlocks()) {
            rows += group.getRowCount();
            if (group.getRowCount() < 0) {
                throw problem(path, "is damaged: a row group has " + group.getRowCount() + " rows");
            }
            if (rows < 0 || rows > Integer.MAX_VALUE - 8) {
                throw problem(path, "has more than 2147483639 rows, at most so many can be used");
            }
        }
        return footer;
    }

    static InvalidInputException encrypted(Path path) {
        return problem(path, "is encrypted, which cannot be read; write it without encryption");
    }

    static InvalidInputException problem(Path path, String message) {
        return new InvalidInputException(path + ": " + message);
    }

    /**
     * What the library could not read.
     *
     * @param where in the file
     */
    static InvalidInputException damaged(Path path, String where, Throwable damage) {
        Throwable root = damage;
        // A chain of causes may bite its tail.
        for (int i = 0; i < 16 && root.getCause() != null; i++) {
            root = root.getCause();
        }
        String said = root.getMessage() == null ? "" : " (" + Wording.quote(root.getMessage()) + ")";
        return new InvalidInputException(path + ": is damaged: " + where + " cannot be read" + said, damage);
    }
}
