package org.aectl.data.prepare;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.data.ClassNames;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The examples by what they are used for.
 *
 * <p>Which split a row of the source goes to depends on the seed and its row number alone, so rows that are appended
 * later move no other row; see {@link SplitShares}. Where the config names classes, the others are left out of training and
 * validation; the test split keeps them. With {@code data.missing drop}, rows without all of their values are in no split, those
 * of a test file neither, and all others stay where they would be without them.
 *
 * @param leftOut how many rows are in no split because a value is missing
 * @param validation null where the config asks for none
 * @param test null where the data have none and the config asks for none
 */
public record Splits(
        Examples training,
        @Nullable Examples validation,
        @Nullable Examples test,
        int leftOut) {
    /**
     * Splits what a source holds.
     *
     * @throws InvalidInputException if a split that is asked for would have no rows
     */
    public static Splits of(Dataset data, DataConfig config, long seed) {
        SplitShares shares =
                SplitShares.of(config, data.test() == null ? null : data.test().count(), seed);
        double testShare = shares.test();
        Examples all = data.training();
        Learnt learnt = Learnt.of(all, config.classes());
        boolean drops = config.missing() == DataConfig.Missing.DROP;
        BitSet incomplete = drops ? SelectedExamples.incomplete(all) : new BitSet();
        Examples given = data.test();
        Examples test = given != null
                ? (drops ? completeTest(given) : given)
                : part(
                        all,
                        rows(all, incomplete, shares, SplitShares.Split.TEST),
                        testShare,
                        "data.test is " + testShare);
        Examples validation = part(
                all,
                learnt.of(rows(all, incomplete, shares, SplitShares.Split.VALIDATION)),
                config.validation(),
                "data.validation is " + config.validation() + learnt.reason());
        int[] trainingRows = learnt.of(rows(all, incomplete, shares, SplitShares.Split.TRAINING));
        if (trainingRows.length == 0) {
            throw new InvalidInputException("no training rows are left of " + all.count() + " rows (data.validation is "
                    + config.validation() + ", data.test is " + testShare + learnt.reason()
                    + (incomplete.isEmpty() ? "" : ", data.missing drop leaves out " + incomplete.cardinality()) + ")");
        }
        int leftOut = incomplete.cardinality() + (given == null || test == null ? 0 : given.count() - test.count());
        return new Splits(new SelectedExamples(all, trainingRows), validation, test, leftOut);
    }

    private static Examples completeTest(Examples given) {
        Examples complete = SelectedExamples.complete(given);
        if (complete.count() == 0) {
            throw new InvalidInputException("a value is missing in each of the " + given.count()
                    + " test rows, so data.missing drop leaves none of them");
        }
        return complete;
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
                        "there is no split named " + Wording.quote(name) + ", expected training, validation or test");
        };
        if (split == null) {
            throw new InvalidInputException("the data have no " + name + " split");
        }
        return split;
    }

    private static @Nullable Examples part(Examples all, int[] rows, double share, String reason) {
        if (share == 0) {
            return null;
        }
        if (rows.length == 0) {
            throw new InvalidInputException(reason + ", but none of " + all.count() + " rows falls into that split");
        }
        return new SelectedExamples(all, rows);
    }

    private static int[] rows(Examples all, BitSet incomplete, SplitShares shares, SplitShares.Split split) {
        return IntStream.range(0, all.count())
                .filter(row -> shares.splitOf(row) == split && !incomplete.get(row))
                .toArray();
    }

    /**
     * The classes that may be learnt from.
     *
     * @param all that the data have
     * @param chosen names of some
     * @return for each class, whether it was chosen
     * @throws InvalidInputException if the data have no labels, or no such class
     */
    public static boolean[] wanted(List<String> all, List<String> chosen) {
        if (all.isEmpty()) {
            throw new InvalidInputException(
                    "data.classes is " + Wording.list(chosen) + ", but the data have no labels to choose examples by");
        }
        Map<String, Integer> numbers = ClassNames.numbers(all);
        boolean[] wanted = new boolean[all.size()];
        for (String name : chosen) {
            Integer number = numbers.get(ClassNames.plain(name));
            if (number == null) {
                throw new InvalidInputException(
                        "data.classes: the data have no class " + Wording.quote(name) + ", only " + Wording.list(all));
            }
            wanted[number] = true;
        }
        return wanted;
    }

    /**
     * Which rows may be learnt from.
     *
     * @param wanted by class number; null for all rows
     * @param reason for messages, empty for all rows
     */
    private record Learnt(Examples all, boolean @Nullable [] wanted, String reason) {
        static Learnt of(Examples all, @Nullable List<String> classes) {
            if (classes == null) {
                return new Learnt(all, null, "");
            }
            boolean[] wanted = Splits.wanted(all.classes(), classes);
            return new Learnt(all, wanted, ", data.classes is " + Wording.list(classes));
        }

        int[] of(int[] rows) {
            return wanted == null
                    ? rows
                    : IntStream.of(rows).filter(row -> wanted[all.label(row)]).toArray();
        }
    }
}
