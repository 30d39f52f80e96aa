package org.aectl.data.prepare;

import java.io.Serializable;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.data.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which split a row of the source goes to. It depends on the seed and the row's number alone, so that every machine of a cluster can
 * tell. The number {@code u(seed, row) = (mix(mix(seed) + (row + 1) * 0x9E3779B97F4A7C15) >>> 11) * 2^-53}, with {@code mix} the
 * finaliser of splitmix64, is uniform in [0,1). Of data without a test split, the rows with {@code u < test} become one. Of the rest,
 * those with the next smallest {@code u}, as many as the validation share says on average, become the validation split.
 *
 * @param test share of the rows that become the test split; 0 where the data have one
 * @param validationEnd rows with {@code test <= u < validationEnd} become the validation split
 */
public record SplitShares(long seed, double test, double validationEnd) implements Serializable {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** What a row is used for. */
    public enum Split {
        TRAINING,
        VALIDATION,
        TEST
    }

    /**
     * As a config says.
     *
     * @param testRows of the test split that the data have of their own; null where they have none
     * @throws InvalidInputException if the config asks for another one
     */
    public static SplitShares of(DataConfig config, @Nullable Integer testRows, long seed) {
        Double given = config.test();
        if (testRows != null && given != null) {
            throw new InvalidInputException(
                    "data.test must be left out: the data have a test split of their own with " + testRows + " rows");
        }
        double test = testRows != null ? 0 : given != null ? given : DataConfig.DEFAULT_TEST;
        return new SplitShares(seed, test, test + config.validation() * (1 - test));
    }

    /** The split of a row of the source, from 0. */
    public Split splitOf(int row) {
        double u = uniform(seed, row);
        return u < test ? Split.TEST : u < validationEnd ? Split.VALIDATION : Split.TRAINING;
    }

    /** The number in [0,1) that decides about a row. */
    static double uniform(long seed, int row) {
        return (KeyedRandom.mix(KeyedRandom.mix(seed) + (row + 1) * GOLDEN) >>> 11) * 0x1p-53;
    }
}
