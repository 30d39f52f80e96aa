package org.aectl.data.source;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
        /** ISO, or a day, a month and a year in any order with points, slashes or dashes. */
        private static final Pattern DATE =
                Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}([T ]\\d.*)?|\\d{1,4}([./-])\\d{1,2}\\2\\d{1,4}( \\d.*)?");

        private static final Set<String> YES_OR_NO = Set.of("yes", "no", "true", "false", "y", "n", "t", "f");
        /** More different words are no categories. */
        private static final int MOST_CATEGORIES = 100;

        private final Set<String> distinct = new HashSet<>();
        private boolean areTooMany;
        private long numbers;
        private long texts;
        private long dates;
        private long answers;
        private long missing;
        private double sum;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private boolean isCount = true;
        private boolean isWhole = true;
        private @Nullable String text;

        void add(String field, long line) {
            double value = CsvNumber.parse(field);
            if (Float.isFinite((float) value)) {
                isCount &= value == Math.rint(value) && (numbers == 0 || value > most);
                isWhole &= value == Math.rint(value);
                numbers++;
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
                addDistinct(value == 0 ? "0" : Double.toString(value));
            } else if (CsvRows.isMissing(field)) {
                missing++;
            } else {
                texts++;
                String word = field.strip();
                dates += DATE.matcher(word).matches() ? 1 : 0;
                answers += YES_OR_NO.contains(word.toLowerCase(Locale.ROOT)) ? 1 : 0;
                text = text == null ? Wording.quote(word) + " in line " + line : text;
                addDistinct(word);
            }
        }

        private void addDistinct(String value) {
            int most = texts > 0 ? ColumnDescription.MOST_WORDS : ColumnDescription.MOST_NUMBERS;
            areTooMany |= distinct.size() >= most && !distinct.contains(value);
            if (!areTooMany) {
                distinct.add(value);
            }
        }

        /** Why it is not read; null if it is. */
        @Nullable
        String obstacle(boolean isNameless, boolean isFirst) {
            if (texts > 0) {
                return texts > numbers ? kind() : "holds " + text;
            }
            if (numbers == 0) {
                return isNameless ? "no value" : null;
            }
            return isNameless && isFirst && isCount ? "counts the rows" : null;
        }

        private String kind() {
            if (texts == 0) {
                boolean isSwitch = isWhole && least == 0 && most == 1;
                return numbers == 0 ? "nothing" : isSwitch ? "0 or 1" : isWhole ? "whole numbers" : "numbers";
            }
            if (numbers > 0) {
                return "text and numbers";
            }
            if (dates == texts) {
                return "dates";
            }
            if (answers == texts && distinct.size() == 2) {
                return "yes or no";
            }
            boolean isRepeated = !areTooMany && distinct.size() <= MOST_CATEGORIES && 2L * distinct.size() <= texts;
            return isRepeated ? "categories" : "text";
        }

        ColumnDescription description(String name, @Nullable String why) {
            return new ColumnDescription(
                    name,
                    kind(),
                    why == null,
                    why,
                    numbers == 0 ? null : least,
                    numbers == 0 ? null : sum / numbers,
                    numbers == 0 ? null : most,
                    missing,
                    areTooMany ? null : (Integer) distinct.size());
        }
    }
}
