package org.aectl.data.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A file that is written beside its place and renamed when it is whole. Its name is random, and whoever writes it holds a lock
 * of the operating system on it: one whose lock can be had was left by a process that was killed, on this machine or another,
 * whatever its number was. The first file that a process begins in a folder removes those.
 */
public final class PartialFile implements Closeable {
    /** Of this version, and of those before it, which held no lock. */
    private static final Pattern NAME =
            Pattern.compile("\\.(?:.+\\.(?:[0-9a-f]{16}|\\d+\\.\\d+)|[0-9a-f-]{36})\\.part");
    /** Beyond any content, which a lock is not to keep others from reading. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Files that this process writes: it would lose the lock of one by opening and closing it a second time. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    /** Folders that were looked through. */
    private static final Set<Path> TIDIED = ConcurrentHashMap.newKeySet();

    static {
        // Ctrl-C closes nothing.
        Runtime.getRuntime().addShutdownHook(new Thread(PartialFile::deleteHeld));
    }

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;

    private PartialFile(Path file, Path temporary, FileChannel channel) {
        this.file = file;
        this.temporary = temporary;
        this.channel = channel;
    }

    /** Begins a file, in a folder that is there. */
    public static PartialFile begin(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("").toRealPath();
        if (TIDIED.add(folder)) {
            deleteAbandoned(folder);
        }
        while (true) {
            Path temporary = folder.resolve(".%s.%016x.part"
                    .formatted(file.getFileName(), ThreadLocalRandom.current().nextLong()));
            HELD.add(temporary);
            try {
                // Files.createTempFile would make it readable by its owner only.
                FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (isLocked(channel) && Files.exists(temporary)) {
                    return new PartialFile(file, temporary, channel);
                }
                // Another process has just taken it for abandoned.
                channel.close();
            } catch (FileAlreadyExistsException taken) {
                // Two drew the same number.
            } catch (IOException | RuntimeException problem) {
                HELD.remove(temporary);
                throw problem;
            }
            HELD.remove(temporary);
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (IOException noLocks) {
            // On such a file system nobody takes a file for abandoned.
            return true;
        }
    }

    private static void deleteHeld() {
        for (Path file : HELD) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException notPossible) {
                // The next process finds it without a lock.
            }
        }
    }

    /** Deletes what processes that were killed had begun in a folder. */
    public static void deleteAbandoned(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.toRealPath(), ".*.part")) {
            for (Path file : files) {
                if (NAME.matcher(String.valueOf(file.getFileName())).matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && !HELD.contains(file)) {
                    deleteIfAbandoned(file);
                }
            }
        }
    }

    private static void deleteIfAbandoned(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | OverlappingFileLockException notOurs) {
            // Somebody else's, gone by now, or on a file system without locks: it is in nobody's way.
        }
    }

    /** Where its bytes go. */
    public FileChannel channel() {
        return channel;
    }

    /** Forces its bytes to the disk and puts it in its place; the name is to be forced with {@link DurableFolder#force}. */
    public void place() throws IOException {
        channel.force(true);
        // Closed only then: nobody is to find it without a lock under this name.
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel.close();
        HELD.remove(temporary);
    }

    /** Puts it in its place; it is on the disk when this returns. */
    public void commit() throws IOException {
        place();
        DurableFolder.force(temporary.resolveSibling(""));
    }

    /** What is not in its place is thrown away. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
        HELD.remove(temporary);
    }
}
