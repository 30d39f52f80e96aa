package org.aectl.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which examples; for every command that uses some with a trained model. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            completionCandidates = CandidateWords.Sets.class,
            description = "Other examples than the run's own: a file or folder, or the name of a set.")
    @Nullable
    String data;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            completionCandidates = CandidateWords.Splits.class,
            description = "training, validation or test (default: test; with --data all rows where there is no test"
                    + " split).")
    @Nullable
    String split;
}
