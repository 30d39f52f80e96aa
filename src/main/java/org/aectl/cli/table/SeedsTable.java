package org.aectl.cli.table;

import com.github.freva.asciitable.ColumnData;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.aectl.task.runs.SeedsResult;

/** An experiment with several seeds as text: a line for each measure, so that it fits whatever is measured. */
public final class SeedsTable {
    private SeedsTable() {}

    /** @param width of a line, at most; where there is no room for each seed, the least and the largest value stand for them */
    public static String text(SeedsResult report, int width) {
        List<ColumnData<String>> seeds = new ArrayList<>();
        for (SeedsResult.SeedRun run : report.runs()) {
            seeds.add(number("seed " + run.seed(), measure -> value(run.measures(), measure)));
        }
        String whole = text(report, seeds);
        return TextTable.width(whole) <= width
                ? whole
                : text(
                        report,
                        List.of(
                                number("least", measure -> all(report, measure).getMin()),
                                number(
                                        "largest",
                                        measure -> all(report, measure).getMax())));
    }

    public static String text(SeedsResult report, List<ColumnData<String>> seeds) {
        List<ColumnData<String>> columns = new ArrayList<>();
        columns.add(TextTable.column(report.name(), false, measure -> measure));
        columns.addAll(seeds);
        columns.add(number("mean", measure -> value(report.mean(), measure)));
        Map<String, Double> deviations = report.standardDeviation();
        if (deviations != null) {
            columns.add(number("s.d.", measure -> value(deviations, measure)));
        }
        return TextTable.of(List.copyOf(report.mean().keySet()), columns);
    }

    private static DoubleSummaryStatistics all(SeedsResult report, String measure) {
        return report.runs().stream().collect(Collectors.summarizingDouble(run -> value(run.measures(), measure)));
    }

    private static double value(Map<String, Double> measures, String measure) {
        return measures.getOrDefault(measure, Double.NaN);
    }

    private static ColumnData<String> number(String header, ToDoubleFunction<String> value) {
        return TextTable.column(
                header, true, measure -> String.format(Locale.ROOT, "%.4f", value.applyAsDouble(measure)));
    }
}
