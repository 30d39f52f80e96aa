package org.aectl.data.file;

import java.io.Serializable;
import java.util.Objects;

/**
 * A file that examples were read from, as the manifest records it.
 *
 * @param path its absolute path, or {@code builtin:NAME/FILE} for a set inside the program
 * @param bytes its size
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 */
public record DataFile(String path, long bytes, String sha256) implements Serializable {
    public DataFile {
        // A file may say null for anything.
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sha256, "sha256");
    }

    /** The same file wherever it lies: its name in place of its path. */
    public DataFile anywhere() {
        return new DataFile(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1), bytes, sha256);
    }

    /** Whether another file has the same bytes. */
    public boolean isCopyOf(DataFile other) {
        return bytes == other.bytes && sha256.equals(other.sha256);
    }
}
