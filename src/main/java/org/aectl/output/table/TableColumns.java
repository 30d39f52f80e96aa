package org.aectl.output.table;

import java.util.List;

/**
 * The columns of a table: {@code row}, then those of text, then those of numbers.
 *
 * @param table what Parquet calls the table
 */
public record TableColumns(String table, List<String> texts, List<NumberColumn> numbers) {
    /** What the numbers of a column are. */
    public enum Kind {
        INTEGER,
        FLOAT,
        DOUBLE
    }

    /** A column of numbers. */
    public record NumberColumn(String name, Kind kind) {
        /** Columns of one kind. */
        public static List<NumberColumn> of(Kind kind, List<String> names) {
            return names.stream().map(name -> new NumberColumn(name, kind)).toList();
        }
    }
}
