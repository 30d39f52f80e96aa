package org.aectl.cli.table;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.aectl.base.Counts;
import org.aectl.base.PlainText;
import org.aectl.data.ClassNames;
import org.aectl.data.file.DataFile;
import org.aectl.data.source.ColumnDescription;
import org.aectl.data.source.DataDescription;
import org.jspecify.annotations.Nullable;

/** What is in a data set as text, with a table of its columns where it is one. */
public final class DescriptionTable {
    /** More are pixels, which nobody reads line by line. */
    private static final int MOST_COLUMNS = 100;

    private DescriptionTable() {}

    public static void print(DataDescription data, PrintWriter out) {
        out.println("shape    " + data.shape());
        out.println("rows     " + data.rows() + (data.testRows() == null ? "" : " + " + data.testRows() + " for test"));
        out.println(
                data.minimum() == null
                        ? "values   none"
                        : String.format(
                                Locale.ROOT,
                                "values   %s from %s to %s, mean %.6g",
                                data.values(),
                                data.minimum(),
                                data.maximum(),
                                data.mean()));
        if (data.missing() > 0) {
            out.println("missing  " + Counts.of(data.missing(), "value") + " in " + Counts.of(data.missingRows(), "row")
                    + "; data.missing says what becomes of them");
        }
        if (!data.classes().isEmpty()) {
            out.println(PlainText.oneLine("classes  "
                    + ClassNames.named(List.copyOf(data.classes().keySet())).size() + ": "
                    + counts(data.classes())));
        }
        for (DataFile file : data.files()) {
            out.println(PlainText.oneLine("file     " + file.path() + " (" + Counts.of(file.bytes(), "byte")
                    + ", SHA-256 " + file.sha256() + ")"));
        }
        if (!data.columns().isEmpty()) {
            printColumns(data.columns(), out);
        }
    }

    private static void printColumns(List<ColumnDescription> columns, PrintWriter out) {
        out.println();
        out.println(TextTable.of(
                columns.subList(0, Math.min(MOST_COLUMNS, columns.size())),
                List.of(
                        TextTable.column("column", false, ColumnDescription::name),
                        TextTable.column("holds", false, ColumnDescription::kind),
                        TextTable.column("minimum", true, column -> number(column.minimum())),
                        TextTable.column("mean", true, column -> number(column.mean())),
                        TextTable.column("maximum", true, column -> number(column.maximum())),
                        TextTable.column(
                                "missing", true, column -> column.missing() == null ? "" : column.missing() + ""),
                        TextTable.column(
                                "distinct", true, column -> column.distinct() == null ? "" : column.distinct() + ""),
                        TextTable.column(
                                "read", false, column -> column.why() == null ? "yes" : "no: " + column.why()))));
        if (columns.size() > MOST_COLUMNS) {
            out.println("and " + (columns.size() - MOST_COLUMNS) + " more, which --json lists");
        }
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.6g", value);
    }

    private static String counts(Map<String, Integer> classes) {
        return classes.entrySet().stream()
                .map(entry -> (entry.getKey().isEmpty() ? "no label" : entry.getKey()) + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
