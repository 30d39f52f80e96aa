package org.aectl.task.detect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ClassNames;
import org.aectl.data.Examples;
import org.jspecify.annotations.Nullable;

/**
 * Which classes count as outliers.
 *
 * @param names of those among the classes of the examples
 * @param isGuessed whether only their names say so
 * @param labelled rows of the examples that have a label
 * @param outlier whether each of those is one
 */
record OutlierClasses(List<String> names, boolean isGuessed, int[] labelled, boolean[] outlier) {
    private static final Set<String> OUTLIER_WORDS =
            Set.of("1", "outlier", "anomaly", "anomalous", "abnormal", "true", "yes");
    private static final Set<String> INLIER_WORDS = Set.of("0", "inlier", "normal", "false", "no");

    /**
     * Finds out.
     *
     * @param data what messages call the examples
     * @param outliers classes that the user named as outliers, or
     * @param inliers as all others; at most one of the two lists is not empty
     * @param trained classes that the run was told to train on; null for all
     * @param seen classes of the data that the run was trained on
     * @return null where nothing says which classes are outliers
     * @throws InvalidInputException if the user named classes that there are not
     */
    static @Nullable OutlierClasses of(
            Examples examples,
            String data,
            List<String> outliers,
            List<String> inliers,
            @Nullable List<String> trained,
            List<String> seen) {
        if (!outliers.isEmpty()) {
            check("--outliers", outliers, examples, data);
            return of(examples, among(examples, outliers), false);
        }
        if (!inliers.isEmpty()) {
            check("--inliers", inliers, examples, data);
            return of(examples, others(examples, inliers), false);
        }
        if (!examples.labelled()) {
            return null;
        }
        if (trained != null) {
            return of(examples, others(examples, trained), false);
        }
        OutlierClasses unseen = of(examples, others(examples, seen), false);
        return unseen.areBothThere() ? unseen : namedAfterOutliers(examples);
    }

    private static void check(String option, List<String> names, Examples examples, String data) {
        if (!examples.labelled()) {
            throw new InvalidInputException(data + ": " + option + " names classes, but these examples have no labels");
        }
        Set<String> known = Set.copyOf(ClassNames.plain(examples.classes()));
        for (String name : names) {
            if (name.isEmpty() || !known.contains(ClassNames.plain(name))) {
                throw new InvalidInputException(option + " must name classes of " + data + " ("
                        + ClassNames.listed(examples.classes()) + "), was " + name);
            }
        }
    }

    private static List<String> among(Examples examples, List<String> names) {
        Set<String> wanted = Set.copyOf(ClassNames.plain(names));
        return examples.classes().stream()
                .filter(name -> wanted.contains(ClassNames.plain(name)))
                .toList();
    }

    private static List<String> others(Examples examples, List<String> inliers) {
        Set<String> known = Set.copyOf(ClassNames.plain(inliers));
        return examples.classes().stream()
                .filter(name -> !name.isEmpty() && !known.contains(ClassNames.plain(name)))
                .toList();
    }

    /** Two classes, of which one is called an outlier and the other one is not. */
    private static @Nullable OutlierClasses namedAfterOutliers(Examples examples) {
        List<String> classes = ClassNames.named(examples.classes());
        if (classes.size() != 2) {
            return null;
        }
        List<String> outliers = classes.stream()
                .filter(name -> OUTLIER_WORDS.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        boolean hasInlier = classes.stream().anyMatch(name -> INLIER_WORDS.contains(name.toLowerCase(Locale.ROOT)));
        return outliers.size() == 1 && hasInlier ? of(examples, outliers, true) : null;
    }

    private static OutlierClasses of(Examples examples, List<String> names, boolean isGuessed) {
        Set<String> outliers = Set.copyOf(names);
        List<Boolean> isOutlier =
                examples.classes().stream().map(outliers::contains).collect(Collectors.toList());
        int[] labelled =
                IntStream.range(0, examples.count()).filter(examples::hasLabel).toArray();
        boolean[] outlier = new boolean[labelled.length];
        for (int i = 0; i < outlier.length; i++) {
            outlier[i] = isOutlier.get(examples.label(labelled[i]));
        }
        return new OutlierClasses(names, isGuessed, labelled, outlier);
    }

    /** The values of the rows that have a label. */
    double[] ofLabelled(double[] values) {
        return IntStream.of(labelled).mapToDouble(row -> values[row]).toArray();
    }

    /** The flags of the rows that have a label. */
    boolean[] ofLabelled(boolean[] flags) {
        boolean[] some = new boolean[labelled.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = flags[labelled[i]];
        }
        return some;
    }

    /** How many of the examples are outliers. */
    int count() {
        int count = 0;
        for (boolean is : outlier) {
            count += is ? 1 : 0;
        }
        return count;
    }

    /** Whether there are both outliers and others, so that scores can be judged. */
    boolean areBothThere() {
        int count = count();
        return count > 0 && count < outlier.length;
    }
}
