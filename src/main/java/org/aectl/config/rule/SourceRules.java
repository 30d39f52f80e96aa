package org.aectl.config.rule;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.aectl.base.NearestWord;
import org.aectl.base.PlainText;
import org.aectl.config.SourceConfig;
import org.jspecify.annotations.Nullable;

/** The rules within a source of examples. */
final class SourceRules {
    /** Takes a key's path and what is wrong with it. */
    private final BiConsumer<String, String> problem;

    SourceRules(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    /** Whether a source brings test examples of its own. */
    static boolean hasTestSplit(SourceConfig source) {
        if (source instanceof SourceConfig.Builtin) {
            return true;
        } else if (source instanceof SourceConfig.Idx idx) {
            return idx.testImages() != null;
        } else if (source instanceof SourceConfig.Csv csv) {
            return csv.testPath() != null;
        } else if (source instanceof SourceConfig.Npy npy) {
            return npy.testPath() != null;
        } else if (source instanceof SourceConfig.Parquet parquet) {
            return parquet.testPath() != null;
        } else if (source instanceof SourceConfig.Images images) {
            return images.testPath() != null;
        } else if (source instanceof SourceConfig.SwissRoll || source instanceof SourceConfig.SCurve) {
            return false;
        }
        throw new IllegalArgumentException("unknown source " + source);
    }

    /** Whether a value of a source may be missing: not where all of them are pixels, or computed. */
    static boolean canLackValues(SourceConfig source) {
        return source instanceof SourceConfig.Csv
                || source instanceof SourceConfig.Npy
                || source instanceof SourceConfig.Parquet
                || source instanceof SourceConfig.Idx;
    }

    void check(SourceConfig source) {
        if (source instanceof SourceConfig.Builtin builtin) {
            checkName(builtin.name());
        } else if (source instanceof SourceConfig.Idx idx) {
            checkLabels(idx.labels(), "data.testImages", idx.testImages(), idx.testLabels());
            checkDistinct("data.testImages", idx.images(), idx.testImages());
            if (idx.images().equals(idx.labels())) {
                problem.accept("data.labels", "is the file of the examples");
            }
        } else if (source instanceof SourceConfig.Csv csv) {
            checkCsv(csv);
        } else if (source instanceof SourceConfig.Npy npy) {
            checkNpy(npy);
        } else if (source instanceof SourceConfig.Parquet parquet) {
            checkParquet(parquet);
        } else if (source instanceof SourceConfig.Images images) {
            checkDistinct("data.testPath", images.path(), images.testPath());
            checkLengths("data.resize", images.resize(), 2, 2, "[height, width]");
        }
    }

    private void checkLabels(@Nullable Path labels, String testKey, @Nullable Path test, @Nullable Path testLabels) {
        if (test == null) {
            if (testLabels != null) {
                problem.accept("data.testLabels", "needs " + testKey);
            }
        } else if (labels != null && testLabels == null) {
            problem.accept("data.testLabels", "is missing: the training examples have labels, the test examples none");
        } else if (labels == null && testLabels != null) {
            problem.accept("data.labels", "is missing: the test examples have labels, the training examples none");
        }
    }

    /** A test split that repeats the training rows measures nothing. */
    private void checkDistinct(String testKey, Path training, @Nullable Path test) {
        if (training.equals(test)) {
            problem.accept(testKey, "is what the training examples are read from: " + test);
        }
    }

    private void checkName(String name) {
        List<String> names = SourceConfig.Builtin.NAMES;
        if (!names.contains(name)) {
            problem.accept(
                    "data.name",
                    "must be one of " + String.join(", ", names) + ", was " + PlainText.excerpt(name)
                            + NearestWord.of(name, names)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""));
        }
    }

    private void checkCsv(SourceConfig.Csv csv) {
        checkDistinct("data.testPath", csv.path(), csv.testPath());
        String delimiter = csv.delimiter();
        if (delimiter.length() != 1) {
            problem.accept("data.delimiter", "must be one character, was " + delimiter);
        } else if (delimiter.matches("[A-Za-z0-9.+\"\\n\\r-]")) {
            problem.accept(
                    "data.delimiter", "cannot be a character of a number, a quote or a line break, was " + delimiter);
        }
        checkColumns(csv.columns(), csv.ignore(), csv.label(), csv.id());
        if (csv.header() == SourceConfig.Csv.Header.NO) {
            checkNumber("data.label", csv.label());
            checkNumber("data.id", csv.id());
            checkNumbers("data.columns", csv.columns());
            checkNumbers("data.ignore", csv.ignore());
        }
    }

    private void checkNumbers(String key, @Nullable List<String> columns) {
        if (columns != null) {
            columns.forEach(column -> checkNumber(key, column));
        }
    }

    private void checkNumber(String key, @Nullable String column) {
        if (column != null && !column.matches("[0-9]+")) {
            problem.accept(key, "must be a column's number from 0 when data.header is no, was " + column);
        }
    }

    /** What each column of a table is used for. */
    private void checkColumns(
            @Nullable List<String> columns,
            @Nullable List<String> ignore,
            @Nullable String label,
            @Nullable String id) {
        if (columns != null && columns.isEmpty()) {
            problem.accept("data.columns", "must name at least one column");
        }
        checkUse("data.columns", columns, label, id);
        checkUse("data.ignore", ignore, label, id);
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

    private void checkUse(String key, @Nullable List<String> columns, @Nullable String label, @Nullable String id) {
        if (columns != null && label != null && columns.contains(label)) {
            problem.accept(key, "names the column of the labels: " + label);
        }
        if (columns != null && id != null && columns.contains(id)) {
            problem.accept(key, "names the column of data.id: " + id);
        }
    }

    private void checkNpy(SourceConfig.Npy npy) {
        checkLabels(npy.labels(), "data.testPath", npy.testPath(), npy.testLabels());
        checkLengths("data.shape", npy.shape(), 2, 3, "[height, width] or [height, width, channels]");
        if (npy.channels() != null && npy.shape() != null && npy.shape().size() < 3) {
            problem.accept("data.channels", "needs data.shape [height, width, channels]");
        }
        boolean isOneArray =
                isNpy(npy.path()) || (npy.key() != null && npy.key().equals(npy.labelKey()));
        if (npy.path().equals(npy.labels()) && isOneArray) {
            problem.accept("data.labels", "is the array of the examples");
        }
        checkKey("data.key", npy.key(), "data.path", npy.path());
        checkKey("data.labelKey", npy.labelKey(), "data.labels", npy.labels());
        checkKey("data.testKey", npy.testKey(), "data.testPath", npy.testPath());
        checkKey("data.testLabelKey", npy.testLabelKey(), "data.testLabels", npy.testLabels());
        checkOtherArray("data.testPath", npy.path(), npy.key(), npy.testPath(), "data.testKey", npy.testKey());
        if (npy.labels() != null) {
            checkOtherArray(
                    "data.testLabels",
                    npy.labels(),
                    npy.labelKey(),
                    npy.testLabels(),
                    "data.testLabelKey",
                    npy.testLabelKey());
        }
    }

    private void checkKey(String keyName, @Nullable String key, String fileName, @Nullable Path file) {
        if (key != null && file == null) {
            problem.accept(keyName, "needs " + fileName);
        } else if (key != null && file != null && isNpy(file)) {
            problem.accept(
                    keyName, "has no use: " + fileName + " is an NPY file, which holds one array without a name");
        }
    }

    /** Both splits may be in one archive, under keys of their own. */
    private void checkOtherArray(
            String testName,
            Path training,
            @Nullable String key,
            @Nullable Path test,
            String testKeyName,
            @Nullable String testKey) {
        if (training.equals(test) && (testKey == null || testKey.equals(key))) {
            problem.accept(
                    testName,
                    "is what the training split is read from: " + test
                            + (isNpy(training) ? "" : "; " + testKeyName + " names another array of it"));
        }
    }

    private void checkParquet(SourceConfig.Parquet parquet) {
        checkDistinct("data.testPath", parquet.path(), parquet.testPath());
        checkLengths("data.shape", parquet.shape(), 2, 3, "[height, width] or [height, width, channels]");
        if (parquet.channels() != null
                && (parquet.shape() == null || parquet.shape().size() < 3)) {
            problem.accept("data.channels", "needs data.shape [height, width, channels]");
        }
        checkColumns(parquet.columns(), parquet.ignore(), parquet.label(), parquet.id());
    }

    private static boolean isNpy(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    }

    private void checkLengths(String path, @Nullable List<Integer> sizes, int fewest, int most, String form) {
        if (sizes == null) {
            return;
        }
        if (sizes.size() < fewest || sizes.size() > most) {
            problem.accept(path, "must be " + form + ", was " + sizes);
        } else if (sizes.stream().anyMatch(size -> size < 1)) {
            problem.accept(path, "must hold sizes of at least 1, was " + sizes);
        }
    }
}
