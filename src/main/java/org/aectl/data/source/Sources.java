package org.aectl.data.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SCurve;
import org.aectl.config.source.SourceConfig;
import org.aectl.config.source.SwissRoll;
import org.aectl.config.source.Table;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.array.IdxReader;
import org.aectl.data.array.NpyReader;
import org.aectl.data.cache.DataCache;
import org.aectl.data.csv.CsvSource;
import org.aectl.data.fetch.DataFolder;
import org.aectl.data.fetch.NamedSet;
import org.aectl.data.image.ImageFolder;
import org.aectl.data.parquet.ParquetSource;
import org.jspecify.annotations.Nullable;

/** From the {@code data} part of a config to examples. */
public final class Sources {
    private Sources() {}

    /** What is read of a source, and how; see {@link #open(SourceConfig, Integer, long, DataCache, Missing, Columns)}. */
    private record Wanted(
            @Nullable Integer limit, long seed, @Nullable DataCache cache, Missing missing, Columns learnt) {}

    /** Reads one kind of source. */
    @FunctionalInterface
    private interface Reader<S> {
        Dataset read(S source, Wanted wanted);
    }

    /** A reader for each kind of source. */
    private static final Map<Class<? extends SourceConfig>, Reader<SourceConfig>> READERS = Map.ofEntries(
            reader(Builtin.class, (set, wanted) -> NamedSet.of(set.name()).read(DataFolder.get(), wanted.limit)),
            reader(Idx.class, (idx, wanted) -> IdxReader.read(idx, wanted.limit, wanted.missing)),
            reader(
                    Csv.class,
                    (csv, wanted) -> CsvSource.read(csv, wanted.limit, wanted.cache, wanted.missing, wanted.learnt)),
            reader(
                    Parquet.class,
                    (parquet, wanted) ->
                            ParquetSource.read(parquet, wanted.limit, wanted.cache, wanted.missing, wanted.learnt)),
            reader(Npy.class, (npy, wanted) -> NpyReader.read(npy, wanted.limit, wanted.missing)),
            reader(Images.class, (images, wanted) -> ImageFolder.read(images, wanted.limit)),
            reader(SwissRoll.class, (roll, wanted) -> Manifolds.swissRoll(roll, wanted.limit, wanted.seed)),
            reader(SCurve.class, (curve, wanted) -> Manifolds.sCurve(curve, wanted.limit, wanted.seed)));

    private static <S extends SourceConfig> Map.Entry<Class<? extends SourceConfig>, Reader<SourceConfig>> reader(
            Class<S> kind, Reader<S> reader) {
        return Map.entry(kind, (source, wanted) -> reader.read(kind.cast(source), wanted));
    }

    /**
     * Reads or makes the examples.
     *
     * @param limit how many rows are kept of each split the source has, the first ones; null for all
     * @param seed decides the points of the generated sets
     * @throws InvalidInputException if a file is missing, broken, or does not fit the config
     */
    public static Dataset open(SourceConfig source, @Nullable Integer limit, long seed) {
        return open(source, limit, seed, null, Missing.REFUSE, Columns.NONE);
    }

    /**
     * As above, for CSV and Parquet files that may be larger than memory, for values that may be missing, and for models that
     * are trained already.
     *
     * @param cache where the numbers of large CSV and Parquet files are kept; null to read them into memory
     * @param missing where it allows them, missing values are NaN
     * @param learnt columns that a model was trained on; of a table with names the same are read, in the same order
     */
    public static Dataset open(
            SourceConfig source,
            @Nullable Integer limit,
            long seed,
            @Nullable DataCache cache,
            Missing missing,
            Columns learnt) {
        return Objects.requireNonNull(READERS.get(source.getClass()), () -> "no reader for " + source)
                .read(source, new Wanted(limit, seed, cache, missing, learnt));
    }

    /**
     * A source whose columns are called by the names that a model knows them by: in another file, they may stand in another
     * place than the number in a config says.
     */
    public static SourceConfig named(SourceConfig source, Columns learnt) {
        if (!learnt.areNamed()) {
            return source;
        }
        return source instanceof Csv csv
                ? csv.with(csv.label() == null ? null : learnt.label(), csv.id() == null ? null : learnt.id())
                : source;
    }

    /** Names of the arrays of an NPZ file; none of an NPY file, whose array has no name. */
    public static List<String> arrays(Path file) {
        return NpyReader.arrays(file);
    }

    /** A table without the columns of labels and of names of rows that its file lacks. */
    public static SourceConfig withoutAbsent(Table table) {
        return table.with(present(table.label(), table), present(table.id(), table));
    }

    private static @Nullable String present(@Nullable String column, Table table) {
        boolean isThere = column != null
                && (table instanceof Csv csv ? CsvSource.has(column, csv) : ParquetSource.has(column, (Parquet) table));
        return isThere ? column : null;
    }
}
