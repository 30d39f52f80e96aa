package org.aectl.data.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Csv;
import org.aectl.data.LabelBuilder;
import org.aectl.data.TextColumn;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.Wording;

/** Takes the numbers and the label out of one record of a CSV file after the other. */
public final class CsvRows {
    private static final Set<String> MISSING = Set.of("na", "n/a", "nan", "null", "?");
    private static final Set<String> NO_VALUES = Set.of("nan", "na", "n/a", "null", "inf", "infinity", "?");

    private static final String REMEDY = " (data.missing of a config says what becomes of missing values)";

    private final ByteSource content;
    private final Csv config;
    private final CsvColumns columns;
    private final int limit;
    private final boolean mayLack;
    private final Values values;
    private final Supplier<String> hint;
    private final LabelBuilder labels = new LabelBuilder();
    private final TextColumn ids = new TextColumn();
    private int count;

    /** Where the numbers go, row after row. */
    @FunctionalInterface
    interface Values {
        void append(float value) throws IOException;
    }

    /**
     * Begins.
     *
     * @param content what error messages are about
     * @param limit how many rows are kept; those beyond it are checked like the others
     * @param mayLack whether values may be missing, which become NaN
     * @param hint at what is unusual about the file, for an error message
     */
    CsvRows(
            ByteSource content,
            Csv config,
            CsvColumns columns,
            int limit,
            boolean mayLack,
            Values values,
            Supplier<String> hint) {
        this.content = content;
        this.config = config;
        this.columns = columns;
        this.limit = limit;
        this.mayLack = mayLack;
        this.values = values;
        this.hint = hint;
    }

    /** How many there were. */
    int count() {
        return count;
    }

    /** The labels of all of them, empty where there is no column for them. */
    LabelBuilder labels() {
        return labels;
    }

    /** What names those that are kept, empty where no column does. */
    TextColumn ids() {
        return ids;
    }

    /** @throws InvalidInputException if the record is no row of numbers */
    void add(CsvRecord line) throws IOException {
        if (line.getFieldCount() != columns.names().size()) {
            throw content.problem("line " + line.getStartingLineNumber() + ": has " + line.getFieldCount()
                    + " fields, expected " + columns.names().size() + hint.get());
        }
        for (int column : columns.features()) {
            float value = number(line, column);
            if (count < limit) {
                values.append(value);
            }
        }
        if (columns.label() >= 0) {
            labels.add(line.getField(columns.label()).strip(), line.getStartingLineNumber());
        }
        if (columns.id() >= 0 && count < limit) {
            ids.add(line.getField(columns.id()).strip());
        }
        if (count == Integer.MAX_VALUE) {
            throw content.problem("has more than " + Integer.MAX_VALUE + " rows, at most so many can be used");
        }
        count++;
    }

    private float number(CsvRecord line, int column) {
        String field = line.getField(column);
        double value = CsvNumber.parse(field);
        if (Float.isFinite((float) value)) {
            return (float) value;
        }
        if (mayLack && isMissing(field)) {
            return Float.NaN;
        }
        if (field.isBlank()) {
            throw fieldProblem(line, column, "is empty, expected a number" + REMEDY);
        }
        if (!Double.isNaN(value)) {
            throw fieldProblem(line, column, "is " + Wording.quote(field) + ", too large for a 32-bit number");
        }
        String expected = isMissing(field)
                ? "a finite number" + REMEDY
                : isNoValue(field.strip()) ? "a finite number" : "a number" + unwantedNames() + remedy();
        throw fieldProblem(line, column, "is " + Wording.quote(field) + ", expected " + expected);
    }

    private String unwantedNames() {
        return count == 0 && config.header() == Csv.Header.NO
                ? " (data.header no takes the first line for numbers)"
                : "";
    }

    /** What else can be done about a column in which there is text. */
    private String remedy() {
        return columns.names().size() == 1 ? hint.get() : " (data.ignore leaves a column out)";
    }

    private InvalidInputException fieldProblem(CsvRecord line, int column, String message) {
        String name = columns.named() ? Wording.quote(columns.names().get(column)) : column + " (from 0)";
        return content.problem("line " + line.getStartingLineNumber() + ": column " + name + " " + message);
    }

    /** Whether a value is missing where this stands. */
    public static boolean isMissing(String field) {
        String word = field.strip();
        return word.isEmpty() || MISSING.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether other programs write this for a value that is missing or not finite. */
    static boolean isNoValue(String field) {
        String word = field.toLowerCase(Locale.ROOT);
        return NO_VALUES.contains(word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word);
    }
}
