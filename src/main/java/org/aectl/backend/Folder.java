package org.aectl.backend;

import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that the program writes to; it is made when it is first needed. */
public record Folder(String purpose, String path, boolean writable) {
    /** Looks at the folder, or at the nearest one above it that exists. */
    public static Folder of(String purpose, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return new Folder(purpose, absolute.toString(), Files.isDirectory(existing) && Files.isWritable(existing));
    }
}
