package org.aectl.data.source;

import java.nio.file.Path;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.SourceConfig;
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

    /**
     * Reads or makes the examples.
     *
     * @param limit how many rows are kept of each split the source has, the first ones; null for all
     * @param seed decides the points of the generated sets
     * @throws InvalidInputException if a file is missing, broken, or does not fit the config
     */
    public static Dataset open(SourceConfig source, @Nullable Integer limit, long seed) {
        return open(source, limit, seed, null);
    }

    /**
     * As {@link #open(SourceConfig, Integer, long, DataCache, Missing)}, where no value may be missing.
     *
     * @param cache where the numbers of large CSV and Parquet files are kept; null to read them into memory
     */
    public static Dataset open(SourceConfig source, @Nullable Integer limit, long seed, @Nullable DataCache cache) {
        return open(source, limit, seed, cache, Missing.REFUSE);
    }

    /**
     * As {@link #open(SourceConfig, Integer, long)}, for CSV and Parquet files that may be larger than memory.
     *
     * @param cache where the numbers of large CSV and Parquet files are kept; null to read them into memory
     * @param missing where it allows them, missing values are NaN
     */
    public static Dataset open(
            SourceConfig source, @Nullable Integer limit, long seed, @Nullable DataCache cache, Missing missing) {
        return open(source, limit, seed, cache, missing, Columns.NONE);
    }

    /**
     * As {@link #open(SourceConfig, Integer, long, DataCache, Missing)}, for a model that is trained already.
     *
     * @param learnt columns that it was trained on; of a table with names the same are read, in the same order
     */
    public static Dataset open(
            SourceConfig source,
            @Nullable Integer limit,
            long seed,
            @Nullable DataCache cache,
            Missing missing,
            Columns learnt) {
        if (source instanceof SourceConfig.Builtin builtin) {
            return NamedSet.of(builtin.name()).read(DataFolder.get(), limit);
        }
        if (source instanceof SourceConfig.Idx idx) {
            return IdxReader.read(idx, limit, missing);
        }
        if (source instanceof SourceConfig.Csv csv) {
            return CsvSource.read(csv, limit, cache, missing, learnt);
        }
        if (source instanceof SourceConfig.Parquet parquet) {
            return ParquetSource.read(parquet, limit, cache, missing, learnt);
        }
        if (source instanceof SourceConfig.Npy npy) {
            return NpyReader.read(npy, limit, missing);
        }
        if (source instanceof SourceConfig.Images images) {
            return ImageFolder.read(images, limit);
        }
        if (source instanceof SourceConfig.SwissRoll roll) {
            return Manifolds.swissRoll(roll, limit, seed);
        }
        if (source instanceof SourceConfig.SCurve curve) {
            return Manifolds.sCurve(curve, limit, seed);
        }
        throw new IllegalArgumentException("no reader for " + source.getClass());
    }

    /**
     * A source whose columns are called by the names that a model knows them by: in another file, they may stand in another
     * place than the number in a config says.
     */
    public static SourceConfig named(SourceConfig source, Columns learnt) {
        if (!learnt.areNamed()) {
            return source;
        }
        if (source instanceof SourceConfig.Csv csv) {
            return csv.labelled(csv.label() == null ? null : learnt.label())
                    .identified(csv.id() == null ? null : learnt.id());
        }
        return source;
    }

    /** Names of the arrays of an NPZ file; none of an NPY file, whose array has no name. */
    public static List<String> arrays(Path file) {
        return NpyReader.arrays(file);
    }

    /** Whether a file has a column of this name, or in CSV of this number. */
    public static boolean has(String column, SourceConfig.Csv source) {
        return CsvSource.has(column, source);
    }

    /** Whether a file has a column of this name. */
    public static boolean has(String column, SourceConfig.Parquet source) {
        return ParquetSource.has(column, source);
    }
}
