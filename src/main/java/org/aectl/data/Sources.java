package org.aectl.data;

import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig;
import org.jspecify.annotations.Nullable;

/** From the {@code data} part of a config to examples in memory. */
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
        if (source instanceof SourceConfig.Builtin builtin) {
            return NamedSet.of(builtin.name()).read(DataFolder.get(), limit);
        }
        if (source instanceof SourceConfig.Idx idx) {
            return IdxReader.read(idx, limit);
        }
        if (source instanceof SourceConfig.Csv csv) {
            return CsvSource.read(csv, limit);
        }
        if (source instanceof SourceConfig.Npy npy) {
            return NpyReader.read(npy, limit);
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
     * The same CSV file without labels where its first line does not name their column: examples that a model is used on
     * need none. A column that is known by its number must be there.
     */
    public static SourceConfig.Csv withLabelIfThere(SourceConfig.Csv csv) {
        String label = csv.label();
        boolean isThere = label == null || label.matches("\\d+") || CsvSource.namesLabel(csv);
        return isThere ? csv : new SourceConfig.Csv(csv.path(), csv.testPath(), csv.header(), null, csv.delimiter());
    }
}
