package org.aectl.data;

import java.util.List;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.DataFiles;
import org.jspecify.annotations.Nullable;

/**
 * What a source holds, before it is split.
 *
 * @param test the source's own test examples; null where it has none
 * @param read the files that the examples come from
 * @param notices what a user should be told about what was read, and what was not
 */
public record Dataset(Examples training, @Nullable Examples test, DataFiles read, List<String> notices) {
    public Dataset(Examples training, @Nullable Examples test, DataFiles read) {
        this(training, test, read, List.of());
    }

    /** @param files every file that was read */
    public Dataset(Examples training, @Nullable Examples test, List<DataFile> files) {
        this(training, test, DataFiles.of(files));
    }

    /**
     * Every file that the examples come from. The first call reads those whole that are too large to be held in memory.
     *
     * @throws org.aectl.base.InvalidInputException if one of these turns out to be broken
     */
    public List<DataFile> files() {
        return read.read();
    }
}
