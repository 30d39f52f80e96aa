package org.aectl.data;

import org.aectl.config.DataConfig.Missing;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig;
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
    public static LoadedData open(SourceConfig source, @Nullable Integer limit, long seed) {
        return open(source, limit, seed, null);
    }

    /**
     * As {@link #open(SourceConfig, Integer, long, DataCache, Missing)}, where no value may be missing.
     *
     * @param cache where the numbers of large CSV and Parquet files are kept; null to read them into memory
     */
    public static LoadedData open(SourceConfig source, @Nullable Integer limit, long seed, @Nullable DataCache cache) {
        return open(source, limit, seed, cache, Missing.REFUSE);
    }

    /**
     * As {@link #open(SourceConfig, Integer, long)}, for CSV and Parquet files that may be larger than memory.
     *
     * @param cache where the numbers of large CSV and Parquet files are kept; null to read them into memory
     * @param missing where it allows them, missing values are NaN
     */
    public static LoadedData open(
            SourceConfig source, @Nullable Integer limit, long seed, @Nullable DataCache cache, Missing missing) {
        if (source instanceof SourceConfig.Builtin builtin) {
            return NamedSet.of(builtin.name()).read(DataFolder.get(), limit);
        }
        if (source instanceof SourceConfig.Idx idx) {
            return IdxReader.read(idx, limit, missing);
        }
        if (source instanceof SourceConfig.Csv csv) {
            return CsvSource.read(csv, limit, cache, missing);
        }
        if (source instanceof SourceConfig.Parquet parquet) {
            return ParquetSource.read(parquet, limit, cache, missing);
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

    /** Whether a file has the column that its source says the labels are in. */
    public static boolean hasLabels(SourceConfig.Parquet source) {
        return ParquetSource.hasLabels(source);
    }

    /** Whether a file has the column that its source says the labels are in. */
    public static boolean hasLabels(SourceConfig.Csv source) {
        return CsvSource.hasLabels(source);
    }
}
