package org.aectl.run.file;

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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aectl.base.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A run held by this process. It is a lock of the operating system, which lets go of it when the process ends, however it ends;
 * the file's text says who holds it.
 */
public final class RunLock implements AutoCloseable {
    /** Beyond the text, which others are to read meanwhile. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_TEXT = 200;
    private static final Pattern HOLDER = Pattern.compile("process \\d{1,19}");

    private static final int ATTEMPTS = 10;
    private static final long PAUSE = 10_000_000;

    /** Files whose lock this process has: it would lose it by closing the file a second time. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    /** Of the same file, by its name. To close it earlier would let go of the lock. */
    private final FileChannel reader;

    private final Path file;

    private RunLock(FileChannel channel, FileChannel reader, Path file) {
        this.channel = channel;
        this.reader = reader;
        this.file = file;
    }

    /**
     * Takes a lock.
     *
     * @param folder that its file is in
     * @param name of the file
     * @param run for messages
     * @throws InvalidInputException if another process has it, or this one
     */
    public static RunLock of(Path folder, String name, Path run) throws IOException {
        Path known = folder.toRealPath().resolve(name);
        if (!HELD.add(known)) {
            throw held(run, process());
        }
        try {
            return locked(known, run);
        } catch (IOException | RuntimeException problem) {
            HELD.remove(known);
            throw problem;
        }
    }

    private static RunLock locked(Path file, Path run) throws IOException {
        while (true) {
            refuseAnyOther(file);
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            if (!isTaken(channel)) {
                String holder = read(channel);
                channel.close();
                throw held(run, holder);
            }
            FileChannel reader = written(channel, file);
            if (reader != null) {
                return new RunLock(channel, reader, file);
            }
            channel.close();
        }
    }

    /** Whoever asks whether a run is held has the lock for a moment. */
    private static boolean isTaken(FileChannel channel) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                return true;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return false;
    }

    /**
     * Whether any process has a lock. Nothing is written.
     *
     * @return whether one has it; true as well where that cannot be found out
     */
    public static boolean isHeld(Path folder, String name) {
        try {
            Path file = folder.toRealPath().resolve(name);
            if (HELD.contains(file)) {
                return true;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return channel.tryLock(LOCKED_BYTE, 1, true) == null;
            }
        } catch (NoSuchFileException released) {
            return false;
        } catch (IOException unknown) {
            return true;
        }
    }

    /** A run's folder may come from anyone: what a link in it leads to is not to be overwritten. */
    private static void refuseAnyOther(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidInputException(file + ": is no regular file, as the lock of a run is; delete it to go on");
        }
    }

    /**
     * Whoever had the lock before may have deleted the file since it was opened; then a third may have made another one. A word
     * that nobody else has says whether it is still the same.
     *
     * @return the file by its name, opened; null for another one, or none
     */
    private static @Nullable FileChannel written(FileChannel channel, Path file) throws IOException {
        String text = process() + " " + UUID.randomUUID();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        try {
            FileChannel reader = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            if (read(reader).equals(text)) {
                return reader;
            }
            reader.close();
            return null;
        } catch (NoSuchFileException deleted) {
            return null;
        }
    }

    private static String process() {
        return "process " + ProcessHandle.current().pid();
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    private static InvalidInputException held(Path run, String holder) {
        Matcher process = HOLDER.matcher(holder);
        return new InvalidInputException(
                run + ": another process is training this run" + (process.lookingAt() ? ": " + process.group() : ""));
    }

    public Path file() {
        return file;
    }

    /** Lets go of it where its file was moved away, with the folder that it is in. */
    public void forget() throws IOException {
        reader.close();
        channel.close();
        HELD.remove(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        forget();
    }
}
