package org.aectl.data;

import java.util.stream.IntStream;
import org.aectl.config.DataConfig;
import org.aectl.config.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The examples by what they are used for.
 *
 * <p>Which split a row of the source goes to depends on the seed and its row number alone, so rows that are appended
 * later move no other row. The number {@code u(seed, row) = (mix(mix(seed) + (row + 1) * 0x9E3779B97F4A7C15) >>> 11) *
 * 2^-53}, with {@code mix} the finaliser of splitmix64, is uniform in [0,1). Of data without a test split, the rows with
 * {@code u < test} become one. Of the rest, those with the next smallest {@code u}, as many as the validation share says
 * on average, become the validation split.
 *
 * @param validation null where the config asks for none
 * @param test null where the data have none and the config asks for none
 */
public record Splits(
        Examples training,
        @Nullable Examples validation,
        @Nullable Examples test) {
    private static final double DEFAULT_TEST_SHARE = 0.1;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /**
     * Splits what a source holds.
     *
     * @throws InvalidInputException if a split that is asked for would have no rows
     */
    public static Splits of(LoadedData data, DataConfig config, long seed) {
        if (data.test() != null && config.test() != null) {
            throw new InvalidInputException("data.test must be left out: the data have a test split of their own with "
                    + data.test().count() + " rows");
        }
        Double given = config.test();
        double testShare = data.test() != null ? 0 : given != null ? given : DEFAULT_TEST_SHARE;
        double validationEnd = testShare + config.validation() * (1 - testShare);
        Examples all = data.training();
        Examples test = data.test() != null ? data.test() : part(all, seed, 0, testShare, "data.test is " + testShare);
        Examples validation = part(all, seed, testShare, validationEnd, "data.validation is " + config.validation());
        int[] trainingRows = rows(all, seed, validationEnd, 1);
        if (trainingRows.length == 0) {
            throw new InvalidInputException("no training rows are left of " + all.count() + " rows (data.validation is "
                    + config.validation() + ", data.test is " + testShare + ")");
        }
        return new Splits(new SelectedExamples(all, trainingRows), validation, test);
    }

    /**
     * The split of this name.
     *
     * @param name {@code training}, {@code validation} or {@code test}
     * @throws InvalidInputException if there is none
     */
    public Examples get(String name) {
        Examples split = switch (name) {
            case "training" -> training;
            case "validation" -> validation;
            case "test" -> test;
            default ->
                throw new InvalidInputException(
                        "there is no split named " + Text.quote(name) + ", expected training, validation or test");
        };
        if (split == null) {
            throw new InvalidInputException("the data have no " + name + " split");
        }
        return split;
    }

    private static @Nullable Examples part(Examples all, long seed, double from, double to, String reason) {
        if (from == to) {
            return null;
        }
        int[] rows = rows(all, seed, from, to);
        if (rows.length == 0) {
            throw new InvalidInputException(reason + ", but none of " + all.count() + " rows falls into that split");
        }
        return new SelectedExamples(all, rows);
    }

    private static int[] rows(Examples all, long seed, double from, double to) {
        return IntStream.range(0, all.count())
                .filter(row -> {
                    double u = uniform(seed, row);
                    return u >= from && u < to;
                })
                .toArray();
    }

    /** The number in [0,1) that decides about a row. */
    static double uniform(long seed, int row) {
        return (KeyedRandom.mix(KeyedRandom.mix(seed) + (row + 1) * GOLDEN) >>> 11) * 0x1p-53;
    }
}
