package org.aectl.task.train;

import java.nio.file.Path;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.cache.DataCache;
import org.aectl.run.checkpoint.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a training is asked to do.
 *
 * @param config the experiment, resolved
 * @param run folder of the run
 * @param mode what may be there already
 * @param from the state to go on from; null to start anew
 * @param cache for large files of data
 * @param commandLine the words the program was started with, for the manifest
 */
public record TrainRequest(
        ExperimentConfig config,
        Path run,
        Mode mode,
        @Nullable Checkpoint from,
        DataCache cache,
        List<String> commandLine) {

    /** With the cache of the runs that are in the same folder. */
    public TrainRequest(
            ExperimentConfig config, Path run, Mode mode, @Nullable Checkpoint from, List<String> commandLine) {
        this(config, run, mode, from, DataCache.ofRuns(run.resolveSibling("")), commandLine);
    }

    /**
     * A training from the beginning.
     *
     * @param output folder of all runs
     * @param force whether an older run of the same name may be thrown away
     */
    public static TrainRequest anew(ExperimentConfig config, Path output, boolean force, List<String> commandLine) {
        return new TrainRequest(
                config, output.resolve(config.name()), force ? Mode.REPLACE : Mode.CREATE, null, commandLine);
    }

    /** The same, going on from a checkpoint. */
    public TrainRequest from(@Nullable Checkpoint checkpoint) {
        return new TrainRequest(config, run, mode, checkpoint, cache, commandLine);
    }

    /** The same, with another cache. */
    public TrainRequest with(DataCache other) {
        return new TrainRequest(config, run, mode, from, other, commandLine);
    }

    /** What may be at the run's place. */
    public enum Mode {
        /** Nothing. */
        CREATE,
        /** An older run, which is thrown away. */
        REPLACE,
        /** The run itself, which is gone on with. */
        CONTINUE
    }
}
