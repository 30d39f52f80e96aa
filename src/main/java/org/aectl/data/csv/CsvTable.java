package org.aectl.data.csv;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.aectl.data.ExampleShape;
import org.aectl.data.LabelBuilder;
import org.aectl.data.Labels;
import org.aectl.data.Origins;
import org.aectl.data.StoredExamples;
import org.aectl.data.ValueStore;
import org.aectl.data.cache.CacheFile;
import org.jspecify.annotations.Nullable;

/**
 * What a CSV file holds.
 *
 * @param count rows of the file
 * @param values the features of all rows, or of as many as were to be kept
 * @param labels of all rows; empty where the columns name none
 * @param ids what names the rows, where a column does
 */
record CsvTable(CsvColumns columns, int count, ValueStore values, LabelBuilder labels, IntFunction<String> ids) {

    /**
     * A table out of the cache.
     *
     * @param ids are not in the cache
     */
    static CsvTable of(CacheFile.Cached cached, IntFunction<String> ids) {
        CsvColumns columns =
                CsvColumns.ofJson(Objects.requireNonNull(cached.description().columns(), "columns"));
        return new CsvTable(columns, cached.count(), cached.values(), cached.labels(), ids);
    }

    /**
     * The rows as examples.
     *
     * @param limit how many at most
     * @param classes those of the training file, where this is the test file
     */
    StoredExamples examples(int limit, @Nullable List<String> classes) {
        ExampleShape shape = ExampleShape.features(columns.features().size());
        Origins origins = columns.id() < 0 ? Origins.SAME : Origins.SAME.identified(ids);
        return new StoredExamples(values, Math.min(count, limit), shape, labels(classes), columns.learnt(), origins);
    }

    private Labels labels(@Nullable List<String> classes) {
        if (columns.label() < 0) {
            return Labels.NONE;
        }
        return classes == null ? labels.build() : labels.build(classes);
    }
}
