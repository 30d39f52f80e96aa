package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import org.aectl.report.page.MetricRow.Cell;
import org.aectl.run.checkpoint.MetricsTable;
import org.jspecify.annotations.Nullable;

/**
 * All epochs as a table.
 *
 * @param columns after the epoch's number
 */
record EpochTable(List<String> columns, List<Row> rows) {
    private static final Cell NONE = new Cell("", "\u2013");

    /** An epoch. */
    record Row(int epoch, boolean isBest, List<Cell> cells) {}

    static EpochTable of(MetricsTable metrics, @Nullable Integer bestEpoch) {
        boolean isStaged = metrics.stages().size() > 1;
        List<String> columns = new ArrayList<>();
        if (isStaged) {
            columns.add("stage");
        }
        columns.add("learning rate");
        columns.addAll(metrics.names());
        List<Row> rows = new ArrayList<>();
        for (MetricsTable.Row row : metrics.rows()) {
            List<Cell> cells = new ArrayList<>();
            if (isStaged) {
                cells.add(new Cell("", row.stage()));
            }
            cells.add(Cell.of(row.learningRate()));
            for (String name : metrics.names()) {
                Double value = row.metrics().get(name);
                cells.add(value == null ? NONE : Cell.of(value));
            }
            rows.add(new Row(row.epoch(), bestEpoch != null && bestEpoch == row.epoch() && !row.isBaseline(), cells));
        }
        return new EpochTable(columns, rows);
    }
}
