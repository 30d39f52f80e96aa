package org.aectl.cli;

import java.util.ArrayList;
import java.util.List;
import org.aectl.config.InvalidInputException;
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
    private @Nullable String split;

    /**
     * The split that was asked for; null for the usual one.
     *
     * @throws InvalidInputException if there is no such split of any data, which needs no model to be known
     */
    @Nullable
    String split() {
        List<String> words = new ArrayList<>();
        new CandidateWords.Splits().forEach(words::add);
        if (split != null && !words.contains(split)) {
            throw new InvalidInputException("--split must be one of " + String.join(", ", words) + ", was " + split);
        }
        return split;
    }
}
