package org.aectl.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.data.source.SourceDetection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which examples; for every command that uses some with a trained model. */
public final class DataOptions {
    private static final String VALIDATION = "validation";

    @Option(
            names = "--data",
            paramLabel = "DATA",
            completionCandidates = CandidateWords.Sets.class,
            description = "Examples instead of the run's own: a file, a folder, or the name of a set.")
    private @Nullable String data;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            completionCandidates = CandidateWords.Splits.class,
            description =
                    "training, validation or test (default: test; with --data all rows if there is no test split).")
    private @Nullable String split;

    /** The data that were asked for; null for the run's own. */
    @Nullable
    public String data() {
        return data;
    }

    /**
     * As {@link #data}, where this process reads them.
     *
     * @throws InvalidInputException if they are not there, which needs no model to be known
     */
    @Nullable
    public String dataHere() {
        return there(data);
    }

    /**
     * The split that was asked for; null for the usual one.
     *
     * @throws InvalidInputException if there is no such split of any data, which needs no model to be known
     */
    @Nullable
    public String split() {
        List<String> words = new ArrayList<>();
        new CandidateWords.Splits().forEach(words::add);
        if (split != null && !words.contains(split)) {
            throw new InvalidInputException("--split must be one of " + String.join(", ", words) + ", was " + split);
        }
        if (data != null && VALIDATION.equals(split)) {
            throw new InvalidInputException(
                    data + ": has no split validation, which only a run's own data have; use training or test");
        }
        return split;
    }

    /** Data as the user names them, if they are there: a path or the name of a set. */
    public static @Nullable String there(@Nullable String data) {
        if (data != null) {
            SourceDetection.detect(data);
        }
        return data;
    }
}
