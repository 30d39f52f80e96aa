package org.aectl.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.aectl.task.SeedsReport;

/** An experiment with several seeds as text: a line for each measure, so that it fits whatever is measured. */
final class SeedsTable {
    private SeedsTable() {}

    static String text(SeedsReport report) {
        List<ColumnData<String>> columns = new ArrayList<>();
        columns.add(column(report.name(), HorizontalAlign.LEFT, measure -> measure));
        for (SeedsReport.SeedRun run : report.runs()) {
            columns.add(number("seed " + run.seed(), run.measures()));
        }
        columns.add(number("mean", report.mean()));
        Map<String, Double> deviations = report.standardDeviation();
        if (deviations != null) {
            columns.add(number("s.d.", deviations));
        }
        return AsciiTable.getTable(
                AsciiTable.NO_BORDERS, List.copyOf(report.mean().keySet()), columns);
    }

    private static ColumnData<String> number(String header, Map<String, Double> values) {
        return column(
                header,
                HorizontalAlign.RIGHT,
                measure -> String.format(Locale.ROOT, "%.4f", values.getOrDefault(measure, Double.NaN)));
    }

    private static ColumnData<String> column(String header, HorizontalAlign align, Function<String, String> text) {
        return new Column()
                .header(header)
                .headerAlign(align)
                .dataAlign(align)
                .maxWidth(200)
                .with(text);
    }
}
