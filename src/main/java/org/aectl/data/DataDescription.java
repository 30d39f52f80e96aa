package org.aectl.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a data set, for people who want to know before they train on it.
 *
 * @param shape shape of one example: height x width x channels, or the number of features
 * @param rows rows of the training split, or of all where there is one only
 * @param testRows rows of the source's own test split, null where it has none
 * @param values how the values are stored: {@code bytes} or {@code numbers}
 * @param minimum the smallest value of the training rows
 * @param maximum the largest
 * @param mean their mean
 * @param missing values of the training rows that are missing, and do not count in the three numbers before
 * @param missingRows training rows in which one is
 * @param classes training rows of each class, by its name, which is empty for rows without a label; none where there are no
 *     labels
 * @param files what was read
 */
public record DataDescription(
        String shape,
        int rows,
        @Nullable Integer testRows,
        String values,
        float minimum,
        float maximum,
        double mean,
        long missing,
        int missingRows,
        Map<String, Integer> classes,
        List<DataFile> files) {

    /** Looks at every training row. */
    public static DataDescription of(LoadedData data) {
        Examples examples = data.training();
        ExampleStatistics statistics = new ExampleStatistics(examples);
        ValueRange range = statistics.ranges().overall();
        double mean = Arrays.stream(statistics.means())
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        double[] missing = statistics.missing();
        int features = examples.shape().size();
        Examples test = data.test();
        return new DataDescription(
                examples.shape().toString(),
                examples.count(),
                test == null ? null : test.count(),
                examples.storedRange() == null ? "numbers" : "bytes",
                range.minimum(),
                range.maximum(),
                mean,
                (long) Arrays.stream(missing, 0, features).sum(),
                (int) missing[features],
                classCounts(examples),
                data.files());
    }

    private static Map<String, Integer> classCounts(Examples examples) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        examples.classes().forEach(name -> counts.put(name, 0));
        for (int row = 0; row < (examples.labelled() ? examples.count() : 0); row++) {
            counts.merge(examples.classes().get(examples.label(row)), 1, Integer::sum);
        }
        return counts;
    }
}
