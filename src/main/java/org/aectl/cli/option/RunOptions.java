package org.aectl.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.run.RunReference;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run; for every command that uses a trained one. */
public final class RunOptions {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            completionCandidates = CandidateWords.Runs.class,
            description = "A run's name, its folder, or a single checkpoint file.")
    private String run;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "models",
            description = "Folder of the runs that are given by name (default: ${DEFAULT-VALUE}).")
    private Path models;

    /** The folder that runs with a plain name are in. */
    public Path models() {
        return models;
    }

    public RunReference resolve() throws IOException {
        return RunReference.resolve(run, models);
    }
}
