package org.aectl.config.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source whose rows have columns. */
public sealed interface Table permits Csv, Parquet {
    /** What is said of a key that tables share. */
    String COLUMNS =
            "Columns of the features, in their order: names, or beginnings of names such as z*; of a CSV file without names, numbers from 0.";

    /** As {@link #COLUMNS}. */
    String IGNORE = "Columns that are passed over, named as in columns.";

    /** As {@link #COLUMNS}. */
    String ID = "Column that names the rows; it is not a feature, and stands beside each row in results.";

    /** Column of the labels; null for none. */
    @Nullable
    String label();

    /** Columns of the features; null for all that are left. */
    @Nullable
    List<String> columns();

    /** Columns that are none of the features; null for none. */
    @Nullable
    List<String> ignore();

    /** Column that names the rows; null for none. */
    @Nullable
    String id();

    /** The same with labels and names of rows in other columns, or none. */
    SourceConfig with(@Nullable String label, @Nullable String id);
}
