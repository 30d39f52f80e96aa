package org.aectl.data.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * What the columns of a CSV file hold, as some of its lines show.
 *
 * @param kinds of each column
 */
record CsvKinds(List<Kind> kinds) {
    /** What most of a column's fields are, apart from those without a value. */
    enum Kind {
        NUMBERS,
        TEXT,
        /** No field has a value. */
        NOTHING
    }

    /**
     * Looks at lines.
     *
     * @param columns how many there are
     */
    static CsvKinds of(int columns, List<List<String>> lines) {
        int[] numbers = new int[columns];
        int[] texts = new int[columns];
        for (List<String> line : lines) {
            for (int column = 0; column < Math.min(columns, line.size()); column++) {
                String field = line.get(column);
                if (isNumber(field)) {
                    numbers[column]++;
                } else if (isText(field)) {
                    texts[column]++;
                }
            }
        }
        List<Kind> kinds = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            boolean isNothing = numbers[column] + texts[column] == 0;
            kinds.add(isNothing ? Kind.NOTHING : texts[column] > numbers[column] ? Kind.TEXT : Kind.NUMBERS);
        }
        return new CsvKinds(kinds);
    }

    Kind at(int column) {
        return kinds.get(column);
    }

    /** Whether a field is a number, of whatever size. */
    static boolean isNumber(String field) {
        return !Double.isNaN(CsvNumber.parse(field));
    }

    /** Whether a field is neither a number nor what other programs write for a value that is missing or not finite. */
    static boolean isText(String field) {
        String word = field.strip();
        return !word.isEmpty() && !isNumber(word) && !CsvRows.isNoValue(word);
    }
}
