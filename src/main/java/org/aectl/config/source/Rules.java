package org.aectl.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules that several sources share.
 *
 * @param problem takes a key's path and what is wrong with it
 */
record Rules(BiConsumer<String, String> problem) {
    /** Either both splits have labels in files of their own, or none. */
    void labels(String testKey, SourceConfig.Files files) {
        if (files.testPath() == null) {
            if (files.testLabels() != null) {
                problem.accept("data.testLabels", "needs " + testKey);
            }
        } else if (files.labels() != null && files.testLabels() == null) {
            problem.accept("data.testLabels", "is missing: the training examples have labels, the test examples none");
        } else if (files.labels() == null && files.testLabels() != null) {
            problem.accept("data.labels", "is missing: the test examples have labels, the training examples none");
        }
    }

    /** A test split that repeats the training rows measures nothing. */
    void distinct(String testKey, Path training, @Nullable Path test) {
        if (training.equals(test)) {
            problem.accept(testKey, "is what the training examples are read from: " + test);
        }
    }

    /** The shape of a picture, and where it has its channels. */
    void shape(@Nullable List<Integer> shape, SourceConfig.@Nullable Channels channels, boolean mayBeOfFile) {
        lengths("data.shape", shape, 2, 3, "[height, width] or [height, width, channels]");
        if (channels != null && (shape == null ? !mayBeOfFile : shape.size() < 3)) {
            problem.accept("data.channels", "needs data.shape [height, width, channels]");
        }
    }

    void lengths(String path, @Nullable List<Integer> sizes, int fewest, int most, String form) {
        if (sizes == null) {
            return;
        }
        if (sizes.size() < fewest || sizes.size() > most) {
            problem.accept(path, "must be " + form + ", was " + sizes);
        } else if (sizes.stream().anyMatch(size -> size < 1)) {
            problem.accept(path, "must hold sizes of at least 1, was " + sizes);
        }
    }

    /** What each column of a table is used for. */
    void columns(Table table) {
        List<String> columns = table.columns();
        List<String> ignore = table.ignore();
        String label = table.label();
        String id = table.id();
        if (columns != null && columns.isEmpty()) {
            problem.accept("data.columns", "must name at least one column");
        }
        use("data.columns", columns, label, id);
        use("data.ignore", ignore, label, id);
        if (label != null && label.equals(id)) {
            problem.accept("data.id", "is the column of the labels: " + id);
        }
        if (columns != null && ignore != null) {
            columns.stream()
                    .filter(ignore::contains)
                    .findFirst()
                    .ifPresent(both -> problem.accept("data.ignore", "names a column of data.columns: " + both));
        }
    }

    private void use(String key, @Nullable List<String> columns, @Nullable String label, @Nullable String id) {
        if (columns != null && label != null && columns.contains(label)) {
            problem.accept(key, "names the column of the labels: " + label);
        }
        if (columns != null && id != null && columns.contains(id)) {
            problem.accept(key, "names the column of data.id: " + id);
        }
    }
}
