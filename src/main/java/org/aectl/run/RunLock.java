package org.aectl.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aectl.config.InvalidInputException;

/**
 * A run held by this process. It is a lock of the operating system, which lets go of it when the process ends, however it ends;
 * the file's text says who holds it.
 */
public final class RunLock implements AutoCloseable {
    /** Beyond the text, which others are to read meanwhile. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_TEXT = 200;
    /** Of lengths that the text may have, so that two processes' texts hardly ever have the same. */
    private static final int LENGTHS = 97;

    /** Files whose lock this process has: it would lose it by closing the file a second time. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path file;

    private RunLock(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @param run its folder
     * @param name of the lock's file in it
     * @throws InvalidInputException if another process has it, or this one
     */
    static RunLock of(Path run, String name) throws IOException {
        Path known = run.toRealPath().resolve(name);
        if (!HELD.add(known)) {
            throw held(run, text());
        }
        try {
            return new RunLock(locked(known, run), known);
        } catch (IOException | RuntimeException problem) {
            HELD.remove(known);
            throw problem;
        }
    }

    private static FileChannel locked(Path file, Path run) throws IOException {
        while (true) {
            refuseAnyOther(file);
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                String holder = read(channel);
                channel.close();
                throw held(run, holder);
            }
            if (isInItsPlace(channel, file)) {
                return channel;
            }
            channel.close();
        }
    }

    /** A run's folder may come from anyone: what a link in it leads to is not to be overwritten. */
    private static void refuseAnyOther(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidInputException(file + ": is no regular file, as the lock of a run is; delete it to go on");
        }
    }

    /** Whoever had the lock before may have deleted the file since it was opened; then a third may have made another one. */
    private static boolean isInItsPlace(FileChannel channel, Path file) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text().getBytes(StandardCharsets.US_ASCII)), 0);
        try {
            return Files.size(file) == channel.size();
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    private static String text() {
        long process = ProcessHandle.current().pid();
        return "process " + process + " ".repeat((int) (process % LENGTHS));
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    private static InvalidInputException held(Path run, String holder) {
        String process = holder.strip();
        return new InvalidInputException(run + ": another process is training this run"
                + (process.matches("process \\d+") ? ": " + process : ""));
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
        HELD.remove(file);
    }
}
