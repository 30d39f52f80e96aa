package org.aectl.data.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.TextColumn;
import org.aectl.data.cache.CacheFile;
import org.aectl.data.cache.CacheKey;
import org.aectl.data.cache.CacheWriter;
import org.aectl.data.cache.DataCache;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.DataFiles;
import org.aectl.data.file.InputFile;
import org.jspecify.annotations.Nullable;

/** Comma-separated numbers in UTF-8, a line an example; one column may hold labels of any text. */
public final class CsvSource {
    private final Csv config;
    private final int limit;
    private final @Nullable DataCache cache;
    private final Missing missing;
    private final List<DataFile> files = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    private CsvSource(Csv config, @Nullable Integer limit, @Nullable DataCache cache, Missing missing) {
        this.missing = missing;
        this.config = config;
        this.limit = limit == null ? Integer.MAX_VALUE : limit;
        this.cache = cache;
    }

    /**
     * Reads a table.
     *
     * @param cache for large files; null to read these into memory too
     * @param learnt columns that a model was trained on
     */
    public static Dataset read(
            Csv config, @Nullable Integer limit, @Nullable DataCache cache, Missing missing, Columns learnt) {
        return new CsvSource(config, limit, cache, missing).read(learnt);
    }

    private Dataset read(Columns learnt) {
        CsvTable training = readFile(config.path(), config, learnt);
        Examples trainingExamples = training.examples(limit, null);
        Path testPath = config.testPath();
        if (testPath == null) {
            return new Dataset(trainingExamples, null, DataFiles.of(files), notices);
        }
        Columns columns = training.columns().learnt();
        Csv byName = columns.areNamed() ? config.with(columns.label(), columns.id()) : config;
        CsvTable test = readFile(testPath, byName, columns);
        Examples testExamples = test.examples(limit, trainingExamples.classes());
        if (!testExamples.shape().equals(trainingExamples.shape())) {
            throw new InvalidInputException(
                    testPath + ": has " + test.columns().names().size()
                            + " columns, but the training file has "
                            + training.columns().names().size());
        }
        return new Dataset(trainingExamples, testExamples, DataFiles.of(files), notices);
    }

    private CsvTable readFile(Path path, Csv source, Columns learnt) {
        CacheFile.Cached cached = cache == null ? null : cached(path, source, learnt, cache);
        CsvTable table;
        if (cached != null) {
            files.addAll(cached.description().files());
            table = CsvTable.of(cached, TextColumn.later(() -> ids(path, source, learnt)));
        } else {
            try (InputFile file = InputFile.open(path)) {
                table = new CsvInOrder(file.content(), source, learnt, missing.isAllowed()).read(limit);
                files.add(file.finish());
            }
        }
        notices.addAll(table.columns().notices(path.toString(), source));
        return table;
    }

    /** A large file's numbers; null for one that is read into memory. */
    private CacheFile.@Nullable Cached cached(Path file, Csv source, Columns learnt, DataCache folder) {
        InputFile.checkIsFile(file);
        if (!folder.isFor(file)) {
            return null;
        }
        CacheKey key = key(file, source, learnt, missing.isAllowed());
        return folder.open(key, file, () -> write(file, source, learnt, key, folder));
    }

    private static CacheKey key(Path file, Csv config, Columns learnt, boolean mayLack) {
        String reading = String.join(
                "\n",
                config.header().toString(),
                config.delimiter(),
                String.valueOf(config.label()),
                String.valueOf(config.id()),
                String.valueOf(config.columns()),
                String.valueOf(config.ignore()),
                learnt.toString());
        return CacheKey.of(List.of(file), reading, mayLack);
    }

    private static void write(Path file, Csv config, Columns learnt, CacheKey key, DataCache folder)
            throws IOException {
        try (InputFile opened = InputFile.open(file);
                CacheWriter writer = new CacheWriter(folder.folder(), key.fileName())) {
            CsvColumns columns = CsvColumns.of(opened.content(), config, firstLines(file, config), learnt);
            long rows = new CsvInParallel(opened.content(), config, columns, key.mayLack(), folder.chunkSize())
                    .read(writer);
            writer.commit(key, columns.json(), columns.features().size(), rows, List.of(opened.finish()));
        } catch (CsvInParallel.WrongTextException wrong) {
            throw firstProblem(file, config, learnt, key, wrong);
        }
    }

    /** The error that a reading from the first line on comes to. */
    private static RuntimeException firstProblem(Path file, Csv config, Columns learnt, CacheKey key, Exception found) {
        try (InputFile opened = InputFile.open(file)) {
            new CsvInOrder(opened.content(), config, learnt, key.mayLack()).read(0);
        } catch (InvalidInputException problem) {
            return problem;
        }
        if (!key(file, config, learnt, key.mayLack()).equals(key)) {
            return new InvalidInputException(file + ": was changed while it was read");
        }
        return new IllegalStateException(file + ": is right when it is read in order only", found);
    }

    /** The first lines of a file, as many as it takes to tell what is in it. */
    static List<List<String>> firstLines(Path path, Csv config) {
        try (InputFile file = InputFile.open(path)) {
            CsvText text = new CsvText(file.content(), CsvText.delimiter(config));
            return text.read(file.content().stream(), true, records -> new CsvStart(records).lines());
        }
    }

    /** Whether a file has a column of a name, or of a number. */
    public static boolean has(String column, Csv config) {
        return CsvColumns.has(column, config, firstLines(config.path(), config));
    }

    /** What names the rows of a large file. */
    private static TextColumn ids(Path path, Csv config, Columns learnt) {
        try (InputFile file = InputFile.open(path)) {
            CsvText text = new CsvText(file.content(), CsvText.delimiter(config));
            return text.read(file.content().stream(), true, records -> ids(file.content(), config, learnt, records));
        }
    }

    private static TextColumn ids(ByteSource content, Csv config, Columns learnt, Iterator<CsvRecord> records)
            throws IOException {
        CsvStart start = new CsvStart(records);
        CsvColumns columns = CsvColumns.of(content, config, start.lines(), learnt);
        if (columns.named()) {
            start.next();
        }
        TextColumn texts = new TextColumn();
        while (start.hasNext()) {
            texts.add(start.next().getField(columns.id()).strip());
        }
        return texts;
    }
}
