package org.aectl.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder that appears whole, with all that makes it a run, or not at all: made beside its place, then renamed. One that is
 * there already is renamed first and deleted last, so that at no moment there is half a run.
 */
final class NewRunFolder implements AutoCloseable {
    private static final Pattern UNFINISHED = Pattern.compile("\\.(.+)\\.(\\d+)\\.(new|old)");

    private final Path place;
    private final Path made;
    private final Path old;

    private NewRunFolder(Path place, Path made, Path old) {
        this.place = place;
        this.made = made;
        this.old = old;
    }

    /** Begins a folder; those that are above it are made. */
    static NewRunFolder begin(Path place) throws IOException {
        Path absolute = place.toAbsolutePath().normalize();
        Path parent = absolute.resolveSibling("");
        Files.createDirectories(parent);
        deleteUnfinished(parent, String.valueOf(absolute.getFileName()));
        String name =
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid();
        NewRunFolder begun = new NewRunFolder(absolute, parent.resolve(name + ".new"), parent.resolve(name + ".old"));
        try {
            Files.createDirectory(begun.made);
        } catch (FileSystemException problem) {
            // The user knows nothing of the folder beside the place.
            throw problem.getReason() == null
                    ? problem
                    : new FileSystemException(place.toString(), null, problem.getReason());
        }
        return begun;
    }

    /** Deletes what processes that were killed left of folders of the same name. */
    private static void deleteUnfinished(Path parent, String name) throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, ".*")) {
            for (Path sibling : siblings) {
                Matcher matcher = UNFINISHED.matcher(String.valueOf(sibling.getFileName()));
                if (matcher.matches() && matcher.group(1).equals(name) && !isAlive(matcher.group(2))) {
                    delete(sibling);
                }
            }
        }
    }

    private static boolean isAlive(String process) {
        try {
            long number = Long.parseLong(process);
            return number != ProcessHandle.current().pid()
                    && ProcessHandle.of(number).isPresent();
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    /** The folder, to be filled. */
    Path folder() {
        return made;
    }

    /** Puts it in its place. */
    void commit() throws IOException {
        if (Files.exists(place)) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    @Override
    public void close() throws IOException {
        delete(made);
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
