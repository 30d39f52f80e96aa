package org.aectl.data.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Folders whose entries outlast a power cut. A file's bytes are on the disk when its channel was forced, its name only when
 * the folder was.
 */
public final class DurableFolder {
    private DurableFolder() {}

    /** Makes a folder, and those above it that are missing. */
    public static Path create(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            if (parent != null) {
                create(parent);
            }
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException exists) {
                // Another process may have made it meanwhile.
                if (!Files.isDirectory(folder)) {
                    throw exists;
                }
            }
        }
        if (parent != null) {
            // One that was there may have been made a moment ago.
            force(parent);
        }
        return folder;
    }

    /** Renames a file, replacing one that is there; the name is on the disk when this returns. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(to.toAbsolutePath().resolveSibling(""));
    }

    /** Deletes files of one folder, as far as they are there; they stay deleted. */
    public static void delete(List<Path> files) throws IOException {
        boolean isChanged = false;
        for (Path file : files) {
            isChanged |= Files.deleteIfExists(file);
        }
        if (isChanged) {
            force(files.get(0).toAbsolutePath().resolveSibling(""));
        }
    }

    /**
     * Forces a folder's entries to the disk. Where that cannot be asked for (Windows opens no folder, and some network and
     * shared folders refuse it) it is up to the system, as it would be for any other program.
     */
    public static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException cannotBeAsked) {
            // The bytes of each file were forced on their own, and a disk that fails has said so there.
        }
    }
}
