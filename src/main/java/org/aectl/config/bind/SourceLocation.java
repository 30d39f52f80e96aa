package org.aectl.config.bind;

import java.nio.file.Path;

/**
 * Where a value was written, as problems name it.
 *
 * @param source the file as the user gave it, or the override ({@code --set model.latent=0})
 * @param line from 1; 0 for the file as a whole, {@link #OVERRIDE} for an override
 * @param folder what a relative path written there is relative to
 */
public record SourceLocation(String source, int line, Path folder) {
    /** Sorts the problems of overrides behind those of the file. */
    static final int OVERRIDE = Integer.MAX_VALUE;

    /** The same file without a line, for what is missing from it. */
    public SourceLocation withoutLine() {
        return line == OVERRIDE ? this : new SourceLocation(source, 0, folder);
    }

    @Override
    public String toString() {
        return line == 0 || line == OVERRIDE ? source : source + ":" + line;
    }
}
