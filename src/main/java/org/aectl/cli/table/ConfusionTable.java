package org.aectl.cli.table;

import com.github.freva.asciitable.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.aectl.base.PlainText;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.jspecify.annotations.Nullable;

/** A confusion matrix for a terminal, with recall on the right and precision below. */
public record ConfusionTable(ConfusionMatrix matrix) {
    /**
     * The whole matrix where its lines are no longer than this; otherwise a line for each class, with the class that its
     * examples are most often mistaken for.
     */
    public String text(int columns) {
        String whole = whole();
        return TextTable.width(whole) <= columns ? whole : byClass();
    }

    private String byClass() {
        List<Integer> classes =
                IntStream.range(0, matrix.classes().size()).boxed().toList();
        return TextTable.of(
                classes,
                List.of(
                        TextTable.column("class", false, matrix.classes()::get),
                        TextTable.column("examples", true, actual -> Integer.toString(examples(actual))),
                        TextTable.column(
                                "recall", true, actual -> share(matrix.recall().get(actual))),
                        TextTable.column(
                                "precision",
                                true,
                                actual -> share(matrix.precision().get(actual))),
                        TextTable.column("most often taken for", false, this::mistakenFor)));
    }

    private int examples(int actual) {
        return Arrays.stream(matrix.counts()[actual]).sum();
    }

    private String mistakenFor(int actual) {
        int[] counts = matrix.counts()[actual].clone();
        counts[actual] = 0;
        int most = Arrays.stream(counts).max().orElse(0);
        int other = Arrays.stream(counts).boxed().toList().indexOf(most);
        return most == 0 ? "-" : matrix.classes().get(other) + " (" + most + ")";
    }

    private String whole() {
        List<Column> columns = new ArrayList<>();
        columns.add(TextTable.column("actual", false));
        matrix.classes().forEach(name -> columns.add(TextTable.column(name, true)));
        columns.add(TextTable.column("recall", true));
        return "rows: actual class, columns: predicted class" + System.lineSeparator() + TextTable.of(columns, cells());
    }

    private String[][] cells() {
        List<String[]> lines = new ArrayList<>();
        for (int actual = 0; actual < matrix.classes().size(); actual++) {
            List<String> line =
                    new ArrayList<>(List.of(PlainText.oneLine(matrix.classes().get(actual))));
            for (int count : matrix.counts()[actual]) {
                line.add(Integer.toString(count));
            }
            line.add(share(matrix.recall().get(actual)));
            lines.add(line.toArray(String[]::new));
        }
        List<String> last = new ArrayList<>(List.of("precision"));
        matrix.precision().forEach(share -> last.add(share(share)));
        last.add(share(matrix.accuracy()));
        lines.add(last.toArray(String[]::new));
        return lines.toArray(String[][]::new);
    }

    private static String share(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.2f", share);
    }
}
