package org.aectl.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file that appears whole or not at all: written beside its place, forced to the disk, then renamed. Closed before
 * {@link #commit}, it leaves nothing behind, and an older file as it was.
 */
public final class AtomicFile implements AutoCloseable {
    private static final AtomicLong NEXT = new AtomicLong();
    private static final String UNFINISHED = ".part";

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;

    private AtomicFile(Path file, Path temporary) throws IOException {
        this.file = file;
        this.temporary = temporary;
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(new Sink(Channels.newOutputStream(channel)), 1 << 16);
    }

    /** Says of what cannot be written which file it belongs to, and leaves it open. */
    private final class Sink extends OutputStream {
        private final OutputStream to;

        Sink(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                to.write(bytes, offset, length);
            } catch (IOException problem) {
                throw naming(file, problem);
            }
        }
    }

    /** The same problem with the name of its file, which Java leaves out where a file that is open cannot be written. */
    static FileSystemException naming(Path file, IOException problem) {
        if (problem instanceof FileSystemException named) {
            return named;
        }
        FileSystemException named = new FileSystemException(file.toString(), null, problem.getMessage());
        named.initCause(problem);
        return named;
    }

    /** Begins a file, in a folder that is there. */
    public static AtomicFile begin(Path file) throws IOException {
        // Files.createTempFile would make it readable by its owner only.
        String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + "." + NEXT.incrementAndGet();
        return new AtomicFile(file, file.resolveSibling(name + UNFINISHED));
    }

    /** Deletes what processes that were killed had begun in a folder which no other process writes to. */
    static void deleteUnfinished(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + UNFINISHED)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Where its bytes go; closing it only flushes it. */
    public OutputStream out() {
        return out;
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        out.flush();
        try {
            channel.force(true);
            channel.close();
        } catch (IOException problem) {
            throw naming(file, problem);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a whole file, replacing one that is there. */
    public static void write(Path file, Writer content) throws IOException {
        try (AtomicFile atomic = begin(file)) {
            content.writeTo(atomic.out());
            atomic.commit();
        }
    }

    /** Writes a file of text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
