package org.aectl.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.DurableFolder;
import org.aectl.run.file.RunLock;
import org.jspecify.annotations.Nullable;

/**
 * A folder that appears whole, with all that makes it a run, or not at all: made beside its place, then renamed. One that is
 * there already is renamed first and deleted last, so that at no moment there is half a run. A lock beside the place keeps
 * everybody else from making a run of this name meanwhile.
 */
final class NewRunFolder implements AutoCloseable {
    /** What a process that was killed left, and of those versions that named the process. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.(.+)\\.(?:\\d+|[0-9a-f]{16})\\.(new|old)");

    private final Path place;
    private final RunLock lock;
    private final Path made;
    private final Path old;

    private NewRunFolder(Path place, RunLock lock) {
        this.place = place;
        this.lock = lock;
        String name = ".%s.%016x"
                .formatted(place.getFileName(), ThreadLocalRandom.current().nextLong());
        this.made = place.resolveSibling(name + ".new");
        this.old = place.resolveSibling(name + ".old");
    }

    /**
     * Begins a folder; those that are above it are made.
     *
     * @param wanted its place; where a link is, the place that it leads to
     */
    static NewRunFolder begin(Path wanted) throws IOException {
        Path place = Files.exists(wanted)
                ? wanted.toRealPath()
                : wanted.toAbsolutePath().normalize();
        DurableFolder.create(place.resolveSibling(""));
        try {
            RunLock lock = lock(place);
            try {
                tidy(place);
                NewRunFolder begun = new NewRunFolder(place, lock);
                Files.createDirectory(begun.made);
                return begun;
            } catch (IOException | RuntimeException problem) {
                lock.close();
                throw problem;
            }
        } catch (AccessDeniedException hidden) {
            // The user knows nothing of the files beside the place.
            throw new AccessDeniedException(wanted.toString());
        } catch (FileSystemException hidden) {
            throw hidden.getReason() == null
                    ? hidden
                    : new FileSystemException(wanted.toString(), null, hidden.getReason());
        }
    }

    private static RunLock lock(Path place) throws IOException {
        return RunLock.of(place.resolveSibling(""), "." + place.getFileName() + ".lock", place);
    }

    /** Puts a run back whose replacement was killed before the new one was in its place. */
    static void restore(Path wanted) throws IOException {
        Path place = wanted.toAbsolutePath().normalize();
        if (!isMissing(place) || unfinished(place, "old").isEmpty() || !Files.isWritable(place.resolveSibling(""))) {
            return;
        }
        try (RunLock lock = lock(place)) {
            assert lock != null;
            tidy(place);
        }
    }

    /** Names in a folder whose run is to be put back. */
    static List<String> replaced(Path folder) throws IOException {
        return unfinished(folder).stream()
                .filter(found -> found.group(2).equals("old") && isMissing(folder.resolve(found.group(1))))
                .map(found -> found.group(1))
                .toList();
    }

    private static boolean isMissing(Path place) {
        return !Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    }

    /** Ends what processes that were killed had begun. To be called by whoever holds the lock, so that no other is at it. */
    private static void tidy(Path place) throws IOException {
        for (Path made : unfinished(place, "new")) {
            delete(made);
        }
        for (Path old : unfinished(place, "old")) {
            if (isMissing(place)) {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
                DurableFolder.force(place.resolveSibling(""));
            } else {
                delete(old);
            }
        }
    }

    private static List<Path> unfinished(Path place, String kind) throws IOException {
        Path parent = place.resolveSibling("");
        return unfinished(parent).stream()
                .filter(found -> found.group(1).equals(String.valueOf(place.getFileName()))
                        && found.group(2).equals(kind))
                .map(found -> parent.resolve(found.group()))
                .toList();
    }

    private static List<Matcher> unfinished(Path parent) throws IOException {
        List<Matcher> found = new ArrayList<>();
        if (!Files.isDirectory(parent)) {
            return found;
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, ".*.{new,old}")) {
            for (Path sibling : siblings) {
                Matcher matcher = UNFINISHED.matcher(String.valueOf(sibling.getFileName()));
                if (matcher.matches() && Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(matcher);
                }
            }
        }
        return found;
    }

    /** The folder, to be filled. */
    Path folder() {
        return made;
    }

    /**
     * Puts it in its place; it is on the disk when this returns.
     *
     * @throws InvalidInputException if a run is there that another process trains, or that cannot be moved
     */
    void commit() throws IOException {
        DurableFolder.force(made);
        if (isMissing(place)) {
            put();
            return;
        }
        RunLock replaced = RunFolder.at(place).lock();
        try {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException fixed) {
            replaced.close();
            throw new InvalidInputException(
                    place
                            + ": cannot be replaced, as a folder that another disk is mounted at cannot: delete what is in it",
                    fixed);
        }
        try {
            put();
        } catch (IOException problem) {
            Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
            throw problem;
        } finally {
            replaced.forget();
        }
        delete(old);
    }

    /** A folder that holds anything is not replaced by a renaming. */
    private void put() throws IOException {
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(place.resolveSibling(""));
    }

    @Override
    public void close() throws IOException {
        delete(made);
        lock.close();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
                    throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
