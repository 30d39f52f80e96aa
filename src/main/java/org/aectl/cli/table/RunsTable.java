package org.aectl.cli.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.output.table.SpreadsheetText;
import org.aectl.task.runs.CompareTask;
import org.aectl.task.runs.RunsTask.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs, and what differs between two, as text. */
public final class RunsTable {
    private static final String NONE = "-";
    /** The least telling column first. */
    private static final List<String> DISPENSABLE =
            List.of("metric", "data", "seconds", "family", "code", "loss", "outcome", "epochs");

    private RunsTable() {}

    /** The columns that fit a line, of which the least telling ones go first; the run and what it is sorted by stay. */
    public static List<RunsColumn> fitting(List<Row> runs, String sorted, int columns) {
        List<RunsColumn> shown = new ArrayList<>(RunsColumn.ALL);
        for (String word : DISPENSABLE) {
            if (TextTable.width(text(runs, shown)) <= columns) {
                break;
            }
            shown.removeIf(column -> column.word().equals(word) && !word.equals(sorted));
        }
        return shown;
    }

    /** A table for people. */
    public static String text(List<Row> runs, List<RunsColumn> shown) {
        return TextTable.of(
                runs,
                shown.stream()
                        .map(column -> TextTable.column(
                                column.word(),
                                column.numeric(),
                                (Row row) -> orNone(column.text().apply(row))))
                        .toList());
    }

    /**
     * A table for spreadsheets, as RFC 4180 has it. No word in it is a formula; numbers are left alone.
     */
    public static String csv(List<Row> runs) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
        csv.writeRecord(RunsColumn.ALL.stream().map(RunsColumn::word).toList());
        for (Row run : runs) {
            csv.writeRecord(RunsColumn.ALL.stream()
                    .map(column -> {
                        String value = column.exact().apply(run);
                        return column.numeric() ? value : SpreadsheetText.word(value);
                    })
                    .toList());
        }
        return text.toString();
    }

    /**
     * What differs, for people.
     *
     * @param a what the first run is called
     * @param b what the second run is called
     * @param columns of a line, at most
     */
    public static String differences(String a, String b, CompareTask.CompareResult report, int columns) {
        return Stream.of(
                        differences("config", a, b, report.config(), RunsTable::exact, columns),
                        differences("metrics", a, b, report.metrics(), RunsTable::rounded, columns))
                .filter(table -> !table.isEmpty())
                .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator()));
    }

    /** @param shown a value and the other run's, as text */
    private static String differences(
            String title,
            String a,
            String b,
            List<CompareTask.Difference> differences,
            BiFunction<@Nullable JsonNode, @Nullable JsonNode, String> shown,
            int columns) {
        if (differences.isEmpty()) {
            return "";
        }
        Function<CompareTask.Difference, String> ofA = difference -> shown.apply(difference.a(), difference.b());
        Function<CompareTask.Difference, String> ofB = difference -> shown.apply(difference.b(), difference.a());
        String table = TextTable.of(
                differences,
                List.of(
                        TextTable.column(title, false, CompareTask.Difference::key),
                        TextTable.column(a, true, ofA),
                        TextTable.column(b, true, ofB)));
        return TextTable.width(table) <= columns
                ? table
                : differences.stream()
                        .map(difference -> String.join(
                                System.lineSeparator(),
                                difference.key(),
                                "  " + a + ": " + ofA.apply(difference),
                                "  " + b + ": " + ofB.apply(difference)))
                        .collect(Collectors.joining(System.lineSeparator(), title + System.lineSeparator(), ""));
    }

    private static String exact(@Nullable JsonNode value, @Nullable JsonNode other) {
        if (value == null) {
            return NONE;
        }
        return value.isString() ? value.asString() : value.toString();
    }

    /** Four digits behind the point, or all where that would hide what differs. */
    private static String rounded(@Nullable JsonNode value, @Nullable JsonNode other) {
        if (value == null || !value.isDouble()) {
            return exact(value, other);
        }
        String text = rounded(value);
        return other != null && other.isDouble() && text.equals(rounded(other)) ? exact(value, other) : text;
    }

    private static String rounded(JsonNode value) {
        return String.format(Locale.ROOT, "%.4f", value.asDouble());
    }

    private static String orNone(String value) {
        return value.isEmpty() ? NONE : value;
    }
}
