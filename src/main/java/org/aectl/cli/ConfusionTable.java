package org.aectl.cli;

import com.github.freva.asciitable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.config.PlainText;
import org.aectl.eval.ConfusionMatrix;
import org.jspecify.annotations.Nullable;

/** A confusion matrix for a terminal, with recall on the right and precision below. */
final class ConfusionTable {
    private final ConfusionMatrix matrix;

    ConfusionTable(ConfusionMatrix matrix) {
        this.matrix = matrix;
    }

    String text() {
        List<Column> columns = new ArrayList<>();
        columns.add(TextTable.column("actual \\ predicted", false));
        matrix.classes().forEach(name -> columns.add(TextTable.column(name, true)));
        columns.add(TextTable.column("recall", true));
        return TextTable.of(columns, cells());
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
        return share == null ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
