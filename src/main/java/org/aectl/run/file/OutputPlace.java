package org.aectl.run.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;

/** Where a user wants files to go, looked at before the work begins whose results they hold. */
public final class OutputPlace {
    private OutputPlace() {}

    /**
     * Checks a folder, which may be missing, as may those above it.
     *
     * @throws InvalidInputException if a file is in its way, or it is on another file system
     */
    public static void checkFolder(Path folder) {
        if (RemotePath.isRemote(folder)) {
            throw new InvalidInputException(
                    RemotePath.uri(folder) + ": is on another file system, which only --engine spark writes to");
        }
        checkFolder(folder.toAbsolutePath().normalize(), folder);
    }

    /**
     * Checks a file, which may be missing, as may the folders above it.
     *
     * @param kind what it will be, with its article
     * @throws InvalidInputException if a folder has its place, or a file that of a folder above it
     */
    public static void checkFile(Path file, String kind) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new InvalidInputException(file + ": is a folder, expected the name of " + kind);
        }
        checkFolder(folder, file);
    }

    /**
     * Checks a folder in one that the user named, or that came with a run of somebody else: a link there may lead to anything.
     *
     * @throws InvalidInputException if what is written to it would land outside
     */
    public static void checkInside(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path outer = folder.toAbsolutePath().resolveSibling("").toRealPath();
        if (!Files.exists(folder) || !folder.toRealPath().startsWith(outer)) {
            throw new InvalidInputException(
                    folder + ": is a link out of " + outer + ", and nothing is written there; delete the link");
        }
    }

    /** @param wanted as the user wrote it */
    private static void checkFolder(Path folder, Path wanted) {
        Path place = folder;
        while (place != null && !Files.isDirectory(place)) {
            // A link that leads nowhere is in the way as well.
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new InvalidInputException(wanted + ": cannot be written, because " + place + " is no folder");
            }
            place = place.getParent();
        }
        if (place != null && !Files.isWritable(place)) {
            throw new InvalidInputException(wanted + ": cannot be written, because nothing may be written in " + place);
        }
    }
}
