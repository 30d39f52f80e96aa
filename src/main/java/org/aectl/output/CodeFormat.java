package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.aectl.data.Examples;

/** What codes are written as. */
public enum CodeFormat {
    CSV,
    NPY,
    NPZ,
    PARQUET;

    /** The file in a folder that codes are written to. */
    public Path path(Path folder) {
        return folder.resolve("codes." + name().toLowerCase(Locale.ROOT));
    }

    /**
     * Begins to write.
     *
     * @param folder is there already
     * @param examples whose codes will be written; they know the labels
     * @param units numbers of a code
     * @param withVariance whether log-variances are written too
     */
    public CodeWriter writer(Path folder, Examples examples, int units, boolean withVariance) throws IOException {
        return switch (this) {
            case CSV -> new TableCodeWriter(TableFormat.CSV, path(folder), examples, units, withVariance);
            case NPY -> new NpyCodeWriter(folder, path(folder), examples, units, withVariance);
            case NPZ -> new NpzCodeWriter(path(folder), examples, units, withVariance);
            case PARQUET -> new TableCodeWriter(TableFormat.PARQUET, path(folder), examples, units, withVariance);
        };
    }
}
