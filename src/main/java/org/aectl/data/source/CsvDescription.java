package org.aectl.data.source;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.csv.CsvChoice;
import org.aectl.data.csv.CsvDialect;
import org.aectl.data.csv.CsvHeader;
import org.aectl.data.csv.CsvNumber;
import org.aectl.data.csv.CsvRows;
import org.aectl.data.csv.CsvStart;
import org.aectl.data.csv.CsvText;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.InputFile;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * What is in each column of a CSV file, of whatever kind: all of its fields are looked at, and text among numbers is no error.
 *
 * @param rows how many there are
 * @param ignored columns whose values cannot be read, as {@code data.ignore} names them
 */
record CsvDescription(int rows, List<ColumnDescription> columns, List<String> ignored) {

    /** @throws org.aectl.base.InvalidInputException if the file is no table, or none with this delimiter */
    static CsvDescription of(Csv config) {
        try (InputFile file = InputFile.open(config.path())) {
            ByteSource content = file.content();
            CsvText text = new CsvText(content, CsvText.delimiter(config));
            return text.read(content.stream(), true, records -> of(content, config, new CsvStart(records)));
        }
    }

    private static CsvDescription of(ByteSource content, Csv config, CsvStart start) {
        List<List<String>> lines = start.lines();
        if (lines.isEmpty()) {
            throw content.problem("is empty");
        }
        boolean named = CsvHeader.isThere(config, lines, Columns.NONE);
        List<String> first = lines.get(0).stream().map(String::strip).toList();
        List<Fields> columns = Stream.generate(Fields::new).limit(first.size()).toList();
        String hint = CsvDialect.hint(config, lines);
        if (named) {
            start.next();
        }
        int rows = 0;
        for (Iterator<CsvRecord> records = start; records.hasNext(); rows++) {
            CsvRecord line = records.next();
            if (line.getFieldCount() != columns.size()) {
                throw content.problem("line " + line.getStartingLineNumber() + ": has " + line.getFieldCount()
                        + " fields, expected " + columns.size() + hint);
            }
            for (int column = 0; column < columns.size(); column++) {
                columns.get(column).add(line.getField(column), line.getStartingLineNumber());
            }
        }
        List<String> names = named
                ? first
                : IntStream.range(0, first.size()).mapToObj(Integer::toString).toList();
        int label = config.label() == null
                ? -1
                : new CsvChoice(content, config, named, names, lines).column(config.label(), "for the labels");
        List<ColumnDescription> descriptions = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            Fields fields = columns.get(column);
            boolean isNameless = names.get(column).isEmpty();
            String why = column == label ? "label" : fields.obstacle(isNameless, column == 0);
            String name = isNameless ? Integer.toString(column) : names.get(column);
            descriptions.add(fields.description(name, why));
            if (why != null && column != label) {
                ignored.add(name);
            }
        }
        if (!hint.isEmpty() && descriptions.stream().noneMatch(ColumnDescription::read)) {
            throw content.problem("has no column of numbers" + hint);
        }
        return new CsvDescription(rows, descriptions, ignored);
    }

    /** What was met in a column. */
    private static final class Fields {
        private long numbers;
        private long texts;
        private long missing;
        private double sum;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private boolean isCount = true;
        private @Nullable String text;

        void add(String field, long line) {
            double value = CsvNumber.parse(field);
            if (Float.isFinite((float) value)) {
                isCount &= value == Math.rint(value) && (numbers == 0 || value > most);
                numbers++;
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            } else if (CsvRows.isMissing(field)) {
                missing++;
            } else {
                texts++;
                text = text == null ? Wording.quote(field.strip()) + " in line " + line : text;
            }
        }

        /** Why it is not read; null if it is. */
        @Nullable
        String obstacle(boolean isNameless, boolean isFirst) {
            if (texts > 0) {
                return texts > numbers ? "text" : "holds " + text;
            }
            if (numbers == 0) {
                return isNameless ? "no value" : null;
            }
            return isNameless && isFirst && isCount ? "counts the rows" : null;
        }

        ColumnDescription description(String name, @Nullable String why) {
            String kind =
                    texts == 0 ? (numbers == 0 ? "nothing" : "numbers") : numbers == 0 ? "text" : "text and numbers";
            return new ColumnDescription(
                    name,
                    kind,
                    why == null,
                    why,
                    numbers == 0 ? null : least,
                    numbers == 0 ? null : sum / numbers,
                    numbers == 0 ? null : most,
                    missing);
        }
    }
}
