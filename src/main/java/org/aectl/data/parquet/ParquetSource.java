package org.aectl.data.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SourceConfig.Channels;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.FloatStore;
import org.aectl.data.LabelBuilder;
import org.aectl.data.Labels;
import org.aectl.data.StoredExamples;
import org.aectl.data.ValueStore;
import org.aectl.data.array.ChannelOrder;
import org.aectl.data.array.PlanarStore;
import org.aectl.data.cache.CacheFile;
import org.aectl.data.cache.CacheKey;
import org.aectl.data.cache.CacheWriter;
import org.aectl.data.cache.DataCache;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.DataFiles;
import org.aectl.data.file.DataTooLargeException;
import org.aectl.data.file.InputFile;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files, a row an example. Numbers that would fill a quarter of the memory go into the cache, from which they are
 * read by position like those of an array: a Parquet file cannot be read row by row in any order.
 */
public final class ParquetSource {
    /** As for arrays that stay in their file. */
    private static final int LARGE_SHARE = 4;

    private final Parquet config;
    private final int limit;
    private final @Nullable DataCache cache;
    private final Missing missing;
    private final long large;
    private final List<Supplier<List<DataFile>>> files = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    private ParquetSource(
            Parquet config, @Nullable Integer limit, @Nullable DataCache cache, Missing missing, long large) {
        this.config = config;
        this.limit = limit == null ? Integer.MAX_VALUE : limit;
        this.cache = cache;
        this.missing = missing;
        this.large = large;
    }

    /**
     * Reads a table.
     *
     * @param cache for large files; null to read these into memory too, if they fit
     * @param learnt columns that a model was trained on
     */
    public static Dataset read(
            Parquet config, @Nullable Integer limit, @Nullable DataCache cache, Missing missing, Columns learnt) {
        return read(config, limit, cache, missing, learnt, Runtime.getRuntime().maxMemory() / LARGE_SHARE);
    }

    /** @param large more bytes than these are not held in memory, if there is a cache */
    public static Dataset read(
            Parquet config,
            @Nullable Integer limit,
            @Nullable DataCache cache,
            Missing missing,
            Columns learnt,
            long large) {
        return new ParquetSource(config, limit, cache, missing, large).read(learnt);
    }

    /** Whether a file, or the first one of a folder, has a column. */
    public static boolean has(String column, Parquet config) {
        Path first = ParquetTable.files(config.path()).get(0);
        return ParquetFooter.read(first).getFileMetaData().getSchema().containsField(column);
    }

    private Dataset read(Columns learnt) {
        ParquetTable training = ParquetTable.open(config.path(), config, learnt, null);
        Examples trainingExamples = examples(training, null, learnt);
        Path testPath = config.testPath();
        Examples testExamples = null;
        if (testPath != null) {
            Columns columns = training.columns().learnt();
            ParquetTable test = ParquetTable.open(testPath, config, columns, training);
            testExamples = examples(test, trainingExamples, columns);
        }
        return new Dataset(trainingExamples, testExamples, DataFiles.laterLists(files), notices);
    }

    /**
     * @param training what came of the training table, where this is the test table
     * @param learnt columns that the table's were chosen by
     */
    private Examples examples(ParquetTable table, @Nullable Examples training, Columns learnt) {
        boolean mayLack = missing.isAllowed();
        if (!table.columns().passedOver().isEmpty()) {
            notices.add(table.path() + ": passed over, because they hold no numbers to learn from: "
                    + Wording.list(table.columns().passedOver())
                    + " (data.ignore or data.columns says which columns are read)");
        }
        int count = (int) Math.min(table.rows(), limit);
        ExampleShape shape = shape(table);
        LabelBuilder labels;
        ValueStore values;
        if (cache != null && table.bytes(count) > large) {
            CacheFile.Cached cached = cached(table, learnt, mayLack, cache);
            labels = cached.labels();
            values = cached.values();
            files.add(() -> cached.description().files());
        } else {
            labels = new LabelBuilder();
            values = inMemory(table, count, mayLack, labels);
            files.add(() -> table.files().stream().map(InputFile::record).toList());
        }
        boolean isPlanar = shape.channels() == 1 || config.channelOrder() == Channels.FIRST;
        ValueStore planar = isPlanar ? values : new PlanarStore(values, shape);
        return new StoredExamples(
                planar,
                count,
                shape,
                numbered(table, labels, training),
                table.columns().learnt(),
                table.origins());
    }

    private static Labels numbered(ParquetTable table, LabelBuilder labels, @Nullable Examples training) {
        if (table.columns().label() == null) {
            return Labels.NONE;
        }
        return training == null ? labels.build() : labels.build(training.classes());
    }

    private ExampleShape shape(ParquetTable table) {
        List<Integer> given = config.shape();
        if (given == null) {
            return ExampleShape.features(table.width());
        }
        // What the rules of the config refuse is known by then, but other callers may not have asked them.
        if (given.size() < 2 || given.size() > 3 || given.stream().anyMatch(length -> length < 1)) {
            throw new InvalidInputException(
                    "data.shape must be [height, width] or [height, width, channels], was " + given);
        }
        double size = given.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        if (size != table.width()) {
            throw ParquetFooter.problem(
                    table.path(), "data.shape " + given + " does not fit: one row has " + table.width() + " numbers");
        }
        ExampleShape shape = new ExampleShape(given.size() == 3 ? given.get(2) : 1, given.get(0), given.get(1));
        if (config.channels() == null) {
            ChannelOrder.doubt(table.path().toString(), shape);
        }
        return shape;
    }

    private static ValueStore inMemory(ParquetTable table, int count, boolean mayLack, LabelBuilder labels) {
        FloatStore store = new FloatStore();
        try {
            DataTooLargeException.check(table.bytes(count) + table.scratchBytes(count));
            ParquetPart.Rows rows = (values, length) -> {
                for (int i = 0; i < length; i++) {
                    store.append(values[i]);
                }
            };
            table.read(count, mayLack, new ParquetPart.Target(rows, labels, null));
        } catch (IOException exception) {
            throw InputFile.problem(table.path().toString(), exception);
        }
        return store;
    }

    private CacheFile.Cached cached(ParquetTable table, Columns learnt, boolean mayLack, DataCache folder) {
        String reading = "parquet\n" + config.label() + "\n" + config.columns() + "\n" + config.ignore() + "\n"
                + config.id() + "\n" + learnt;
        CacheKey key = CacheKey.of(table.files(), reading, mayLack);
        return folder.open(key, table.path(), () -> make(table, mayLack, folder.folder(), key));
    }

    private static void make(ParquetTable table, boolean mayLack, Path folder, CacheKey key) throws IOException {
        try (CacheWriter writer = new CacheWriter(folder, key.fileName())) {
            checkRoom(table, folder);
            table.read(Integer.MAX_VALUE, mayLack, new ParquetPart.Target(writer::append, writer.labels(), folder));
            List<DataFile> files = table.files().stream().map(InputFile::record).toList();
            writer.commit(key, null, table.width(), table.rows(), files);
        }
    }

    /** A footer may promise any number of rows, and some take no bytes in their file. */
    private static void checkRoom(ParquetTable table, Path folder) throws IOException {
        long wanted = table.bytes(table.rows()) + table.scratchBytes(table.rows());
        long room = Files.getFileStore(folder).getUsableSpace();
        if (wanted > room) {
            throw new IOException(
                    "it takes " + wanted / 1_000_000 + " MB, and the disk has room for " + room / 1_000_000 + " MB");
        }
    }
}
