package org.aectl.data;

import java.util.List;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.DataFiles;
import org.jspecify.annotations.Nullable;

/** What a source holds, before it is split. */
public final class Dataset {
    private final Examples training;
    private final @Nullable Examples test;
    private final DataFiles files;
    private final List<String> notices;

    public Dataset(Examples training, @Nullable Examples test, DataFiles files) {
        this(training, test, files, List.of());
    }

    public Dataset(Examples training, @Nullable Examples test, DataFiles files, List<String> notices) {
        this.training = training;
        this.test = test;
        this.files = files;
        this.notices = notices;
    }

    /** @param files every file that was read */
    public Dataset(Examples training, @Nullable Examples test, List<DataFile> files) {
        this(training, test, DataFiles.of(files));
    }

    public Examples training() {
        return training;
    }

    /** The source's own test examples; null where it has none. */
    public @Nullable Examples test() {
        return test;
    }

    /**
     * Every file that the examples come from. The first call reads those whole that are too large to be held in memory.
     *
     * @throws org.aectl.base.InvalidInputException if one of these turns out to be broken
     */
    public List<DataFile> files() {
        return files.read();
    }

    /** What a user should be told about what was read, and what was not. */
    public List<String> notices() {
        return notices;
    }
}
