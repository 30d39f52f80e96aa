package org.aectl.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig.Csv;
import org.jspecify.annotations.Nullable;

/** Comma-separated numbers in UTF-8, a line an example; one column may hold labels of any text. */
final class CsvSource {
    private final Csv config;
    private final int limit;
    private final @Nullable DataCache cache;
    private final Missing missing;
    private final List<DataFile> files = new ArrayList<>();

    private CsvSource(Csv config, @Nullable Integer limit, @Nullable DataCache cache, Missing missing) {
        this.missing = missing;
        this.config = config;
        this.limit = limit == null ? Integer.MAX_VALUE : limit;
        this.cache = cache;
    }

    /** @param cache for large files; null to read these into memory too */
    static LoadedData read(Csv config, @Nullable Integer limit, @Nullable DataCache cache, Missing missing) {
        checkDelimiter(config.delimiter());
        return new CsvSource(config, limit, cache, missing).read();
    }

    private static void checkDelimiter(String delimiter) {
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter) || Character.isSurrogate(delimiter.charAt(0))) {
            throw new InvalidInputException("data.delimiter must be one character, was " + Text.quote(delimiter));
        }
    }

    private LoadedData read() {
        CsvTable training = readFile(config.path(), null);
        Examples trainingExamples = training.examples(limit, null);
        Path testPath = config.testPath();
        if (testPath == null) {
            return new LoadedData(trainingExamples, null, files);
        }
        CsvTable test = readFile(testPath, training.columns());
        Examples testExamples = test.examples(limit, trainingExamples.classes());
        return new LoadedData(trainingExamples, testExamples, files);
    }

    private CsvTable readFile(Path path, @Nullable CsvColumns training) {
        boolean mayLack = training == null ? missing.isAllowed() : missing.isFilled();
        CacheFile.Cached cached = cache == null ? null : cache.open(path, config, training, mayLack);
        if (cached != null) {
            files.addAll(cached.description().files());
            return CsvTable.of(cached);
        }
        try (InputFile file = InputFile.open(path)) {
            CsvTable table = new CsvInOrder(file.content(), config, training, mayLack).read(limit);
            files.add(file.finish());
            return table;
        }
    }

    /** Whether a file has the column that the config says the labels are in. */
    static boolean hasLabels(Csv config) {
        List<String> firstLine = new ArrayList<>();
        try (InputFile file = InputFile.open(config.path())) {
            CsvText text = new CsvText(file.content(), config.delimiter().charAt(0));
            text.read(file.content().stream(), true, records -> {
                if (records.hasNext()) {
                    firstLine.addAll(records.next().getFields());
                }
                return firstLine;
            });
        }
        return CsvColumns.hasLabels(config, firstLine);
    }
}
