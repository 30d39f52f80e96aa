package org.aectl.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.base.Counts;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.aectl.report.Numbers;
import org.aectl.report.page.MetricRow.Cell;
import org.jspecify.annotations.Nullable;

/**
 * How well each class is found, and what it is taken for.
 *
 * @param data the split, or the data as the user named them
 * @param count of its examples, in words
 * @param names of the classes; empty where they are too many for a square
 * @param matrix a row for each class; empty likewise
 * @param rows one for each class
 */
record ClassTables(String data, String count, List<String> names, List<MatrixRow> matrix, List<ClassRow> rows) {
    /** More make a square that nobody reads. */
    private static final int MOST_CLASSES = 30;

    private static final int SHADES = 10;
    private static final Cell NONE = new Cell("", "\u2013");

    /** A class, and how many of its examples are taken for each. */
    record MatrixRow(String name, List<MatrixCell> cells) {}

    /**
     * A number of examples.
     *
     * @param text empty for none
     * @param shade from 0 to 10: its share of the row; of mistakes the root of it, so that rare ones are seen
     */
    record MatrixCell(String text, boolean isFound, int shade) {}

    /**
     * A class.
     *
     * @param count of its examples
     * @param mistakenFor the class that most of its other examples are taken for, with their number; null where all are found
     */
    record ClassRow(
            String name,
            Cell count,
            Cell recall,
            Cell precision,
            @Nullable String mistakenFor) {}

    static ClassTables of(String data, ConfusionMatrix confusion) {
        List<String> classes = confusion.classes();
        List<@Nullable Double> recall = confusion.recall();
        List<@Nullable Double> precision = confusion.precision();
        boolean isSquare = classes.size() <= MOST_CLASSES;
        List<MatrixRow> matrix = new ArrayList<>();
        List<ClassRow> rows = new ArrayList<>();
        for (int actual = 0; actual < classes.size(); actual++) {
            int[] counts = confusion.counts()[actual];
            if (isSquare) {
                matrix.add(new MatrixRow(classes.get(actual), cells(counts, actual)));
            }
            rows.add(new ClassRow(
                    classes.get(actual),
                    Cell.of(Arrays.stream(counts).sum()),
                    percent(recall.get(actual)),
                    percent(precision.get(actual)),
                    mistakenFor(counts, actual, classes)));
        }
        return new ClassTables(
                data, Counts.of(confusion.examples(), "example"), isSquare ? classes : List.of(), matrix, rows);
    }

    private static List<MatrixCell> cells(int[] counts, int actual) {
        int all = Arrays.stream(counts).sum();
        List<MatrixCell> cells = new ArrayList<>();
        for (int predicted = 0; predicted < counts.length; predicted++) {
            boolean isFound = predicted == actual;
            double share = all == 0 ? 0 : (double) counts[predicted] / all;
            cells.add(new MatrixCell(counts[predicted] == 0 ? "" : Numbers.count(counts[predicted]), isFound, (int)
                    Math.ceil(SHADES * (isFound ? share : Math.sqrt(share)))));
        }
        return cells;
    }

    private static Cell percent(@Nullable Double share) {
        return share == null ? NONE : new Cell(Double.toString(share), Numbers.share(share));
    }

    private static @Nullable String mistakenFor(int[] counts, int actual, List<String> classes) {
        int most = -1;
        for (int predicted = 0; predicted < counts.length; predicted++) {
            if (predicted != actual && counts[predicted] > (most < 0 ? 0 : counts[most])) {
                most = predicted;
            }
        }
        return most < 0 ? null : classes.get(most) + " (" + Numbers.count(counts[most]) + ")";
    }

    /** Whether the classes are few enough for a square of all pairs. */
    public boolean hasMatrix() {
        return !matrix.isEmpty();
    }
}
