package org.aectl.config;

import java.util.List;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Inline;
import org.aectl.config.bind.OneOrList;
import org.aectl.config.bind.Range;
import org.aectl.config.source.SourceConfig;
import org.jspecify.annotations.Nullable;

/** Which examples are learnt from, how they are split, and how raw values become the network's input. */
public record DataConfig(
        @Doc("Where the examples come from.") @Inline SourceConfig source,

        @Doc(
                "Share of the training rows kept aside for validation, by which the best epoch is chosen; with 0 the last one is kept.")
        @Range(min = 0, below = 1)
        @Default("0.1")
        double validation,

        @Doc("Share of the rows kept aside as the test split; only for data without a test split of its own,"
                + " where it is 0.1 if left out.")
        @Range(min = 0, below = 1)
        @Nullable
        Double test,

        @Doc("Use only the first rows of each split the source has.") @Range(min = 1) @Nullable
        Integer limit,

        @Doc("Train and validate with examples of these classes only, by name, such as [4]; the test split keeps all"
                + " classes, so that those left out can be detected as outliers. All classes if left out.")
        @OneOrList
        @Nullable
        List<String> classes,

        @Doc("How raw values are scaled: none; unit (one range for all features to [0,1]); minmax (each feature to"
                + " [0,1]); standard (each feature to mean 0 and variance 1). Fitted on training rows only.")
        @Default("unit")
        Scale scale,

        @Doc("none; threshold (1 where the scaled value is above 0.5, else 0); dynamic (1 with the scaled value as"
                + " probability, drawn anew for each example and epoch).")
        @Default("none")
        Binarize binarize,

        @Doc(
                "What becomes of missing values, which are in CSV an empty field, NA, N/A, NaN, null or ?, in capitals or not,"
                        + " NaN in NPY and IDX, and both null and NaN in Parquet: refuse (an error names the first one); mean (filled with the feature's mean"
                        + " over the training rows, stored with the model); zero (filled with 0 before scaling); drop (rows with"
                        + " one are left out of every split, of a test file and of other data for the model). A row"
                        + " without a label counts where none is needed, which is all but cvae and what labels measure.")
        @Default("refuse")
        Missing missing) {

    /** Share of the rows that becomes the test split of a source without one, if {@code test} is left out. */
    public static final double DEFAULT_TEST = 0.1;

    /** How raw values are scaled. */
    public enum Scale {
        NONE,
        UNIT,
        STANDARD,
        MINMAX
    }

    /** What becomes of missing values. */
    public enum Missing {
        REFUSE,
        MEAN,
        ZERO,
        DROP;

        /** Whether the rows that are split may have some. */
        public boolean isAllowed() {
            return this != REFUSE;
        }

        /** Whether they are filled, so that any row may have some. */
        public boolean isFilled() {
            return this == MEAN || this == ZERO;
        }
    }

    /** How scaled values are made 0 or 1. */
    public enum Binarize {
        NONE,
        THRESHOLD,
        DYNAMIC
    }
}
