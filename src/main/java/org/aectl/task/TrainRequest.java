package org.aectl.task;

import java.nio.file.Path;
import java.util.List;
import org.aectl.config.ExperimentConfig;

/**
 * What a training is asked to do.
 *
 * @param config the experiment, resolved
 * @param output folder of all runs
 * @param force whether an older run of the same name may be thrown away
 * @param commandLine the words the program was started with, for the manifest
 */
public record TrainRequest(ExperimentConfig config, Path output, boolean force, List<String> commandLine) {

    /** Folder of the run. */
    public Path run() {
        return output.resolve(config.name());
    }
}
