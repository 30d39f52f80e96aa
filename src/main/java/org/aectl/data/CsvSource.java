package org.aectl.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig.Csv;
import org.jspecify.annotations.Nullable;

/** Comma-separated numbers in UTF-8, a line an example; one column may hold labels of any text. */
final class CsvSource {
    private static final int MOST_COLUMNS = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Set<String> NO_VALUES = Set.of("nan", "na", "n/a", "null", "none", "inf", "infinity");

    private final Content content;
    private final Csv config;
    private final int limit;
    private final FloatStore values = new FloatStore();
    private final LabelBuilder labels = new LabelBuilder();
    private int rows;

    private CsvSource(Content content, Csv config, @Nullable Integer limit) {
        this.content = content;
        this.config = config;
        this.limit = limit == null ? Integer.MAX_VALUE : limit;
    }

    static LoadedData read(Csv config, @Nullable Integer limit) {
        if (config.delimiter().length() != 1 || "\"\r\n".contains(config.delimiter())) {
            throw new InvalidInputException(
                    "data.delimiter must be one character, was " + Text.quote(config.delimiter()));
        }
        List<DataFile> files = new ArrayList<>();
        Table training = readFile(config.path(), config, null, limit, files);
        Path testPath = config.testPath();
        Table test = testPath == null ? null : readFile(testPath, config, training, limit, files);
        return new LoadedData(training.examples, test == null ? null : test.examples, files);
    }

    private record Table(CsvColumns columns, Examples examples) {}

    private static Table readFile(
            Path path, Csv config, @Nullable Table training, @Nullable Integer limit, List<DataFile> files) {
        try (InputFile file = InputFile.open(path)) {
            CsvSource source = new CsvSource(file.content(), config, limit);
            Table table = source.orProblem(() -> source.readRecords(source.records(), training));
            files.add(file.finish());
            return table;
        }
    }

    /** Whether the first line of a file has the name of the labels' column in one of its fields. */
    static boolean namesLabel(Csv config) {
        try (InputFile file = InputFile.open(config.path())) {
            CsvSource source = new CsvSource(file.content(), config, null);
            return source.orProblem(() -> {
                Iterator<CsvRecord> records = source.records();
                return records.hasNext()
                        && records.next().getFields().stream()
                                .anyMatch(field -> field.strip().equals(config.label()));
            });
        }
    }

    // The reader is not closed here: the rest of the file is still to be hashed, and its InputFile closes the stream.
    private Iterator<CsvRecord> records() throws IOException {
        return CsvReader.builder()
                .fieldSeparator(config.delimiter().charAt(0))
                .allowUnclosedQuote(false)
                // Ragged lines are found below, where the number of columns is known.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(CsvRecordHandler.builder().maxFields(MOST_COLUMNS).build(), reader())
                .iterator();
    }

    /** Reads something of the file. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T orProblem(Reading<T> reading) {
        try {
            return reading.read();
        } catch (CsvParseException exception) {
            throw parseProblem(exception);
        } catch (UncheckedIOException exception) {
            IOException cause = exception.getCause();
            throw cause == null ? exception : content.problem(cause);
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    private InvalidInputException parseProblem(CsvParseException exception) {
        Throwable cause = exception.getCause();
        if (cause instanceof IOException reading) {
            return content.problem(reading);
        }
        String reason = cause instanceof CsvParseException && cause.getMessage() != null
                ? cause.getMessage()
                : String.valueOf(exception.getMessage());
        return content.problem("is no well-formed CSV: " + reason.toLowerCase(Locale.ROOT));
    }

    private Reader reader() throws IOException {
        // The decoder of this constructor reports what is no UTF-8; that of the one with a Charset would replace it.
        Reader reader = new BufferedReader(
                new InputStreamReader(content.stream(), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private Table readRecords(Iterator<CsvRecord> records, @Nullable Table training) throws IOException {
        if (!records.hasNext()) {
            throw content.problem("is empty");
        }
        CsvRecord first = records.next();
        CsvColumns columns = training == null
                ? CsvColumns.of(content, config, first.getFields())
                : CsvColumns.like(training.columns, content, first.getFields());
        if (!columns.named()) {
            addRow(first, columns);
        }
        while (records.hasNext()) {
            addRow(records.next(), columns);
        }
        if (rows == 0) {
            throw content.problem("has no rows below its header");
        }
        int kept = Math.min(rows, limit);
        ExampleShape shape = ExampleShape.features(columns.features().size());
        return new Table(columns, new StoredExamples(values, kept, shape, builtLabels(columns, training)));
    }

    private Labels builtLabels(CsvColumns columns, @Nullable Table training) {
        if (columns.label() < 0) {
            return Labels.NONE;
        }
        return training == null ? labels.build() : labels.build(training.examples.classes(), content.name(), "line");
    }

    /** Rows beyond the limit are checked like the others, but not kept. */
    private void addRow(CsvRecord line, CsvColumns columns) throws IOException {
        if (line.getFieldCount() != columns.names().size()) {
            throw content.problem("line " + line.getStartingLineNumber() + ": has " + line.getFieldCount()
                    + " fields, expected " + columns.names().size() + wrongDelimiter(line));
        }
        for (int column : columns.features()) {
            float value = number(line, columns, column);
            if (rows < limit) {
                values.append(value);
            }
        }
        if (columns.label() >= 0) {
            String label = line.getField(columns.label()).strip();
            if (label.isEmpty()) {
                throw fieldProblem(line, columns, columns.label(), "is empty, expected a label");
            }
            labels.add(label, line.getStartingLineNumber());
        }
        rows = Math.addExact(rows, 1);
    }

    private float number(CsvRecord line, CsvColumns columns, int column) {
        String field = line.getField(column);
        double value = CsvNumber.parse(field);
        if (Float.isFinite((float) value)) {
            return (float) value;
        }
        if (field.isBlank()) {
            throw fieldProblem(line, columns, column, "is empty, expected a number");
        }
        if (!Double.isNaN(value)) {
            throw fieldProblem(line, columns, column, "is " + Text.quote(field) + ", too large for a 32-bit number");
        }
        String expected =
                isNoValue(field.strip()) ? "a finite number" : "a number" + unwantedNames() + wrongDelimiter(line);
        throw fieldProblem(line, columns, column, "is " + Text.quote(field) + ", expected " + expected);
    }

    private String unwantedNames() {
        return rows == 0 && config.header() == Csv.Header.NO
                ? " (data.header no takes the first line for numbers)"
                : "";
    }

    private String wrongDelimiter(CsvRecord line) {
        if (line.getFieldCount() == 1) {
            for (String other : List.of(";", "\t", ",", "|")) {
                if (line.getField(0).contains(other) && !other.equals(config.delimiter())) {
                    return " (is data.delimiter " + (other.equals("\t") ? "\"\\t\"" : "'" + other + "'") + "?)";
                }
            }
        }
        return "";
    }

    private InvalidInputException fieldProblem(CsvRecord line, CsvColumns columns, int column, String message) {
        String name = columns.named() ? Text.quote(columns.names().get(column)) : column + " (from 0)";
        return content.problem("line " + line.getStartingLineNumber() + ": column " + name + " " + message);
    }

    /** Whether other programs write this for a value that is missing or not finite. */
    static boolean isNoValue(String field) {
        String word = field.toLowerCase(Locale.ROOT);
        return NO_VALUES.contains(word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word);
    }
}
