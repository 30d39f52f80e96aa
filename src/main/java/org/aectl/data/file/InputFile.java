package org.aectl.data.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.aectl.base.ExceptionTable;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;
import org.jspecify.annotations.Nullable;

/**
 * A data file while it is read: its content with gzip undone (recognised by its first bytes, not by its name), and the
 * SHA-256 of the file as it lies on the disk.
 */
public final class InputFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final String recordedPath;
    private final HashedStream raw;
    private final ByteSource content;

    /** @param file a regular file that the stream reads from its start; null for another source */
    private InputFile(String name, String recordedPath, InputStream stream, @Nullable Path file) throws IOException {
        this.recordedPath = recordedPath;
        this.raw = new HashedStream(stream);
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        boolean gzip = startsWithGzip(buffered);
        this.content = gzip
                ? new ByteSource(name, new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER))
                : new ByteSource(name, buffered, size(file), file);
    }

    /** @throws InvalidInputException if there is no such file, it is a folder, or it may not be read */
    public static InputFile open(Path path) {
        checkIsFile(path);
        try {
            InputStream stream = Files.newInputStream(path);
            try {
                return new InputFile(
                        path.toString(), path.toAbsolutePath().normalize().toString(), stream, regular(path));
            } catch (IOException exception) {
                stream.close();
                throw exception;
            }
        } catch (IOException exception) {
            throw problem(path.toString(), exception);
        }
    }

    /** Pipes and devices have no size before they are read, and can be read once only. */
    private static @Nullable Path regular(Path path) {
        return Files.isRegularFile(path) ? path : null;
    }

    private static OptionalLong size(@Nullable Path file) throws IOException {
        return file == null ? OptionalLong.empty() : OptionalLong.of(Files.size(file));
    }

    /** Opens a file of a set that is shipped with the program. */
    public static InputFile openResource(String set, String file) {
        String name = "builtin:" + set + "/" + file;
        InputStream stream = InputFile.class.getResourceAsStream("/" + set + "/" + file);
        if (stream == null) {
            throw new IllegalStateException(name + " is missing in this build");
        }
        try {
            return new InputFile(name, name, stream, null);
        } catch (IOException exception) {
            throw problem(name, exception);
        }
    }

    /** @throws InvalidInputException if a path is on another file system */
    public static void checkIsHere(Path path) {
        if (RemotePath.isRemote(path)) {
            throw new InvalidInputException(
                    RemotePath.uri(path) + ": is on another file system, which only --engine spark reads");
        }
    }

    public static void checkIsFile(Path path) {
        checkIsHere(path);
        if (!Files.exists(path)) {
            throw new InvalidInputException(path + ": there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(path + ": is a folder, expected a file");
        }
    }

    /** The whole file's record, for files that are not read from start to end. */
    public static DataFile record(Path path) {
        try (InputFile file = open(path)) {
            return file.finish();
        }
    }

    /** What the file holds, gzip undone. */
    public ByteSource content() {
        return content;
    }

    /** The one line for an error that reading a file brought up. */
    public static InvalidInputException problem(String name, IOException exception) {
        return new InvalidInputException(name + ": " + reason(exception), exception);
    }

    private static String reason(IOException exception) {
        return new ExceptionTable<String>()
                .on(NoSuchFileException.class, missing -> "there is no such file")
                .on(AccessDeniedException.class, denied -> "access denied")
                .on(EOFException.class, ended -> "the gzip data are cut off")
                .on(ZipException.class, damaged -> "the compressed data are damaged: " + damaged.getMessage())
                .on(
                        CharacterCodingException.class,
                        coding -> "is no text in UTF-8; convert it, as with: iconv -f LATIN1 -t UTF-8")
                .on(DataTooLargeException.class, large -> String.valueOf(large.getMessage()))
                .on(IOException.class, other -> "cannot be read: " + other.getMessage())
                .of(exception);
    }

    /** Reads the rest of the file, so that the whole of it is hashed. */
    public DataFile finish() {
        try {
            byte[] buffer = new byte[BUFFER];
            while (raw.read(buffer, 0, buffer.length) >= 0) {
                // only hashed
            }
            return new DataFile(recordedPath, raw.count, HexFormat.of().formatHex(raw.hash.digest()));
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    @Override
    public void close() {
        try {
            content.stream().close();
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    private static boolean startsWithGzip(InputStream stream) throws IOException {
        stream.mark(2);
        boolean gzip = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        return gzip;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every JDK has SHA-256", exception);
        }
    }

    /** Counts and hashes what flows through. */
    private static final class HashedStream extends FilterInputStream {
        private final MessageDigest hash = sha256();
        private long count;

        HashedStream(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) {
                hash.update(target, offset, read);
                count += read;
            }
            return read;
        }

        @Override
        public long skip(long length) throws IOException {
            return read(new byte[(int) Math.min(length, BUFFER)]);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
