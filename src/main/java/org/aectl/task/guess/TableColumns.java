package org.aectl.task.guess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.data.file.Wording;
import org.aectl.data.source.ColumnDescription;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the columns of a table, by their names and what they hold.
 *
 * @param label null where none is found
 * @param id null where none is found
 * @param leftOut all others that are no features, each with what it holds
 */
record TableColumns(@Nullable String label, @Nullable String id, Map<String, String> leftOut) {
    private static final Pattern LABELS = Pattern.compile(
            "(?i)(class(es)?|labels?|target|outliers?|anomal(y|ies)|is_?(outlier|anomaly|fraud)|ground_?truth|diagnosis|species|y)");
    private static final Pattern IDS =
            Pattern.compile("(?i)(id|uuid|guid|key|index|row_?(id|number)?|.*[_ .-]id)|[a-z]+I[dD]");
    /** Names of classes; more are something else. */
    private static final int MOST_CLASSES = 100;

    /**
     * Looks at columns.
     *
     * @param columns of the table
     * @param rows how many there are
     * @param wantedLabel column of the labels; null to look for it
     */
    static TableColumns of(List<ColumnDescription> columns, int rows, @Nullable String wantedLabel) {
        List<String> names = columns.stream().map(ColumnDescription::name).toList();
        if (wantedLabel != null && !names.contains(wantedLabel)) {
            throw new InvalidInputException("--label " + Wording.cut(wantedLabel) + ": there is no such column"
                    + Wording.suggestion(wantedLabel, names));
        }
        String label = wantedLabel;
        String id = null;
        for (ColumnDescription column : columns) {
            if (label == null && LABELS.matcher(column.name()).matches() && isClasses(column, rows)) {
                label = column.name();
            } else if (id == null && !column.name().equals(label) && isId(column, rows)) {
                id = column.name();
            }
        }
        Map<String, String> leftOut = new LinkedHashMap<>();
        for (ColumnDescription column : columns) {
            if (!column.read() && !column.name().equals(label) && !column.name().equals(id)) {
                leftOut.put(column.name(), column.why() == null ? column.kind() : column.why());
            }
        }
        return new TableColumns(label, id, leftOut);
    }

    private static boolean isClasses(ColumnDescription column, int rows) {
        Integer distinct = column.distinct();
        boolean areFew =
                distinct == null ? !column.read() : distinct > 1 && distinct <= Math.min(MOST_CLASSES, rows / 2);
        return areFew && mayBeName(column);
    }

    private static boolean isId(ColumnDescription column, int rows) {
        Integer distinct = column.distinct();
        boolean isUnique = distinct != null && distinct == rows;
        boolean isCalledSo = IDS.matcher(column.name()).matches() && mayBeName(column);
        return (isUnique && column.kind().equals("text")) || ((isUnique || distinct == null) && isCalledSo);
    }

    /** Neither a time nor a number with a fraction. */
    private static boolean mayBeName(ColumnDescription column) {
        String kind = column.kind();
        return !kind.startsWith("dates") && (!kind.endsWith("numbers") || kind.startsWith("whole"));
    }

    /** For people. */
    String text(int features) {
        StringBuilder text = new StringBuilder(Counts.of(features, "column") + " learnt from");
        if (label != null) {
            text.append("; label ").append(Wording.quote(label));
        }
        if (id != null) {
            text.append("; id ").append(Wording.quote(id));
        }
        if (!leftOut.isEmpty()) {
            text.append("; left out: ")
                    .append(leftOut.entrySet().stream()
                            .limit(6)
                            .map(column -> Wording.quote(column.getKey()) + " (" + column.getValue() + ")")
                            .collect(Collectors.joining(", ")));
            text.append(leftOut.size() > 6 ? " and " + (leftOut.size() - 6) + " more" : "");
        }
        return text.toString();
    }
}
