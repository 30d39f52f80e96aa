package org.aectl.spark.load;

import java.io.Serializable;
import java.util.List;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of a set as a worker found it.
 *
 * @param rows how many there are
 * @param classes of its labels, in its own order
 * @param columns of a table, in its own order
 * @param storedRange that its storage fixes for all values; null where any number may come
 * @param files itself, and the one with its labels
 */
public record PartFile(
        String address,
        @Nullable String labels,
        int rows,
        ExampleShape shape,
        List<String> classes,
        Columns columns,
        @Nullable ValueRange storedRange,
        List<DataFile> files)
        implements Serializable {}
