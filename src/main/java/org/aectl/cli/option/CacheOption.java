package org.aectl.cli.option;

import java.nio.file.Path;
import org.aectl.data.cache.DataCache;
import org.aectl.run.RunReference;
import org.aectl.run.file.OutputPlace;
import org.aectl.task.train.TrainRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where large CSV and Parquet files are cached; for every command that reads the data of a run. */
public final class CacheOption {
    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder (default: .cache beside the run's) for the binary cache of CSV files from 32 MB on"
                    + " and of Parquet files larger than a quarter of the memory, so that each is parsed only once.")
    private @Nullable Path folder;

    public RunReference of(RunReference run) {
        return folder == null ? run : run.with(cache(folder));
    }

    public TrainRequest of(TrainRequest request) {
        return folder == null ? request : request.with(cache(folder));
    }

    /** Looks at the folder even where no file will be large enough for it: the next one may be. */
    public static DataCache cache(Path folder) {
        OutputPlace.checkFolder(folder);
        return new DataCache(folder);
    }
}
