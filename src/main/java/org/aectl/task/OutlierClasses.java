package org.aectl.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.aectl.config.InvalidInputException;
import org.aectl.data.Examples;
import org.jspecify.annotations.Nullable;

/**
 * Which classes count as outliers.
 *
 * @param names of those among the classes of the examples
 * @param outlier whether each example is one
 */
record OutlierClasses(List<String> names, boolean[] outlier) {
    private static final Set<String> OUTLIER_WORDS =
            Set.of("1", "outlier", "anomaly", "anomalous", "abnormal", "true", "yes");
    private static final Set<String> INLIER_WORDS = Set.of("0", "inlier", "normal", "false", "no");

    /**
     * Finds out.
     *
     * @param data what messages call the examples
     * @param outliers classes that the user named as outliers, or
     * @param inliers as all others; at most one of the two lists is not empty
     * @param trained classes that the run was trained on; null for all
     * @return null where nothing says which classes are outliers
     * @throws InvalidInputException if the user named classes that there are not
     */
    static @Nullable OutlierClasses of(
            Examples examples,
            String data,
            List<String> outliers,
            List<String> inliers,
            @Nullable List<String> trained) {
        if (!outliers.isEmpty()) {
            check("--outliers", outliers, examples, data);
            return of(examples, outliers);
        }
        if (!inliers.isEmpty()) {
            check("--inliers", inliers, examples, data);
            return of(examples, others(examples, inliers));
        }
        if (trained != null && examples.labelled()) {
            return of(examples, others(examples, trained));
        }
        return namedAfterOutliers(examples);
    }

    private static void check(String option, List<String> names, Examples examples, String data) {
        if (!examples.labelled()) {
            throw new InvalidInputException(data + ": " + option + " names classes, but these examples have no labels");
        }
        for (String name : names) {
            if (!examples.classes().contains(name)) {
                throw new InvalidInputException(option + " must name classes of " + data + " ("
                        + String.join(", ", examples.classes()) + "), was " + name);
            }
        }
    }

    private static List<String> others(Examples examples, List<String> inliers) {
        List<String> others = new ArrayList<>(examples.classes());
        others.removeAll(inliers);
        return others;
    }

    /** Two classes, of which one is called an outlier and the other one is not. */
    private static @Nullable OutlierClasses namedAfterOutliers(Examples examples) {
        List<String> classes = examples.classes();
        if (classes.size() != 2) {
            return null;
        }
        List<String> outliers = classes.stream()
                .filter(name -> OUTLIER_WORDS.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        boolean hasInlier = classes.stream().anyMatch(name -> INLIER_WORDS.contains(name.toLowerCase(Locale.ROOT)));
        return outliers.size() == 1 && hasInlier ? of(examples, outliers) : null;
    }

    private static OutlierClasses of(Examples examples, List<String> names) {
        boolean[] isOutlier = new boolean[examples.classes().size()];
        for (String name : names) {
            isOutlier[examples.classes().indexOf(name)] = true;
        }
        boolean[] outlier = new boolean[examples.count()];
        for (int row = 0; row < outlier.length; row++) {
            outlier[row] = isOutlier[examples.label(row)];
        }
        return new OutlierClasses(names, outlier);
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
