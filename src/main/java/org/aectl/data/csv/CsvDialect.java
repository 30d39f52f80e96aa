package org.aectl.data.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Csv;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.InputFile;
import org.jspecify.annotations.Nullable;

/** Guesses what is unusual about a CSV file that cannot be read as it is, for error messages. */
public final class CsvDialect {
    private static final List<String> DELIMITERS = List.of(";", "\t", ",", "|", " ");
    /** Possessive, as Java calls itself once more for each round of any other repeated group: a long line would end its stack. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]{1,15}(?:,[0-9]{1,15})++(\\.[0-9]*)?");

    private static final int SOME_RECORDS = 100;

    private CsvDialect() {}

    /**
     * The character that stands between the fields of a file: the first one that divides all of its first records into as many
     * parts, and a comma where none does.
     */
    public static String delimiter(Path path) {
        return DELIMITERS.stream()
                .filter(delimiter -> fields(path, delimiter.charAt(0)) > 1)
                .findFirst()
                .orElse(",");
    }

    /** Into how many parts the first records are divided; 0 where it is not the same for all, or they are none with it. */
    private static int fields(Path path, char delimiter) {
        try (InputFile file = InputFile.open(path)) {
            ByteSource content = file.content();
            return new CsvText(content, delimiter).read(content.stream(), true, CsvDialect::fields);
        } catch (InvalidInputException noRecords) {
            return 0;
        }
    }

    private static int fields(Iterator<CsvRecord> records) {
        int first = records.hasNext() ? records.next().getFieldCount() : 0;
        for (int i = 0; i < SOME_RECORDS && records.hasNext(); i++) {
            if (records.next().getFieldCount() != first) {
                return 0;
            }
        }
        return first;
    }

    /**
     * What the first lines look like.
     *
     * @param lines the fields of the first lines as they were read
     * @return empty if nothing is known, else in brackets behind a blank
     */
    public static String hint(Csv config, List<List<String>> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        List<String> texts = lines.stream()
                .map(fields -> String.join(config.delimiter(), fields).strip())
                .toList();
        if (texts.get(0).startsWith("#") || texts.get(0).startsWith("%")) {
            return " (lines of comments are not read: take away those that begin with "
                    + texts.get(0).charAt(0) + ")";
        }
        for (String delimiter : DELIMITERS) {
            if (!delimiter.equals(config.delimiter()) && separates(delimiter, texts)) {
                return " (is data.delimiter " + shown(delimiter) + "?" + commas(delimiter, texts) + ")";
            }
        }
        if (lines.size() > 1
                && lines.stream()
                        .skip(1)
                        .allMatch(line -> line.size() == lines.get(0).size() + 1)) {
            return " (lines have one field more than there are names, as R writes them: give the first column a name)";
        }
        boolean isSpaced = texts.stream().allMatch(text -> text.split("\\s+").length > 1);
        return isSpaced && !config.delimiter().equals(" ")
                ? " (its fields seem to stand apart by several blanks, expected one character between them)"
                : "";
    }

    private static String shown(String delimiter) {
        return delimiter.equals("\t") ? "\"\\t\"" : "'" + delimiter + "'";
    }

    /** Whether each line has as many of these as the first one. */
    private static boolean separates(String delimiter, List<String> texts) {
        long count = count(delimiter, texts.get(0));
        boolean isRun = delimiter.equals(" ") && texts.stream().anyMatch(text -> text.contains("  "));
        return count > 0 && !isRun && texts.stream().allMatch(text -> count(delimiter, text) == count);
    }

    private static long count(String delimiter, String text) {
        return text.chars().filter(c -> c == delimiter.charAt(0)).count();
    }

    private static String commas(String delimiter, List<String> texts) {
        boolean found = !delimiter.equals(",")
                && texts.stream()
                        .flatMap(text ->
                                Pattern.compile(Pattern.quote(delimiter)).splitAsStream(text))
                        .anyMatch(field -> DECIMAL_COMMA.matcher(field.strip()).matches());
        return found ? " Its numbers have decimal commas, which must be points" : "";
    }

    /** A field of a column whose text is mostly numbers with commas; null if it is not. */
    static @Nullable String decimalComma(int column, List<List<String>> lines) {
        List<String> texts = lines.stream()
                .filter(line -> column < line.size())
                .map(line -> line.get(column).strip())
                .filter(CsvKinds::isText)
                .toList();
        List<String> commas = texts.stream()
                .filter(text -> DECIMAL_COMMA.matcher(text).matches())
                .toList();
        return 2 * commas.size() > texts.size() ? commas.get(0) : null;
    }
}
