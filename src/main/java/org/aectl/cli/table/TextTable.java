package org.aectl.cli.table;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aectl.base.PlainText;

/** A table for people: columns side by side, no lines around them, no blanks at the ends of lines. */
public final class TextTable {
    /** Longer than any path: nothing is wrapped within a cell. */
    private static final int WIDEST = 5000;

    private TextTable() {}

    public static <T> String of(List<T> rows, List<ColumnData<T>> columns) {
        return trimmed(AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, columns));
    }

    public static String of(List<Column> columns, String[][] cells) {
        return trimmed(AsciiTable.getTable(AsciiTable.NO_BORDERS, columns.toArray(Column[]::new), cells));
    }

    /** Columns that a table takes. */
    static int width(String table) {
        return table.lines().mapToInt(String::length).max().orElse(0);
    }

    /** @param right whether it stands at the right, as numbers do */
    public static <T> ColumnData<T> column(String header, boolean right, Function<T, String> text) {
        return column(header, right).with(row -> PlainText.oneLine(text.apply(row)));
    }

    static Column column(String header, boolean right) {
        HorizontalAlign align = right ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
        return new Column()
                .header(PlainText.oneLine(header))
                .headerAlign(align)
                .dataAlign(align)
                .maxWidth(WIDEST);
    }

    private static String trimmed(String table) {
        return table.lines().map(String::stripTrailing).collect(Collectors.joining(System.lineSeparator()));
    }
}
