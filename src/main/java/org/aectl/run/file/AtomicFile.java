package org.aectl.run.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.aectl.data.file.DurableFolder;
import org.aectl.data.file.PartialFile;

/**
 * A file that appears whole or not at all: written beside its place, forced to the disk, then renamed. Closed before
 * {@link #commit}, it leaves nothing behind, and an older file as it was.
 */
public final class AtomicFile implements AutoCloseable {
    private final Path file;
    private final PartialFile partial;
    private final OutputStream out;

    private AtomicFile(Path file, PartialFile partial) {
        this.file = file;
        this.partial = partial;
        this.out = new BufferedOutputStream(new Sink(Channels.newOutputStream(partial.channel())), 1 << 16);
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
    public static FileSystemException naming(Path file, IOException problem) {
        if (problem instanceof FileSystemException named) {
            return named;
        }
        FileSystemException named = new FileSystemException(file.toString(), null, problem.getMessage());
        named.initCause(problem);
        return named;
    }

    /** Begins a file, in a folder that is there. */
    public static AtomicFile begin(Path file) throws IOException {
        return new AtomicFile(file, PartialFile.begin(file));
    }

    /** Where its bytes go; closing it only flushes it. */
    public OutputStream out() {
        return out;
    }

    /** Puts the file in its place; it is on the disk when this returns. */
    public void commit() throws IOException {
        place();
        DurableFolder.force(file.toAbsolutePath().resolveSibling(""));
    }

    /** Puts the file in its place; whoever writes many forces their folder at the end. */
    public void place() throws IOException {
        out.flush();
        try {
            partial.place();
        } catch (IOException problem) {
            throw naming(file, problem);
        }
    }

    @Override
    public void close() throws IOException {
        partial.close();
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
