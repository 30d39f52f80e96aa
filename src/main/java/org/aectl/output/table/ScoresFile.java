package org.aectl.output.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.aectl.data.Examples;
import org.aectl.run.file.AtomicFile;

/** Numbers of examples as CSV: where each comes from, its label where there is one, and the columns that were added. */
public final class ScoresFile {
    private final Examples examples;
    private final RowColumns rows;
    private final Map<String, IntFunction<String>> columns = new LinkedHashMap<>();

    /** @param examples that the numbers are of */
    public ScoresFile(Examples examples) {
        this.examples = examples;
        this.rows = new RowColumns(examples);
    }

    /** Adds a number for each example. */
    public void add(String name, double[] values) {
        columns.put(name, row -> Double.toString(values[row]));
    }

    /** Adds a column of 0 and 1. */
    public void add(String name, boolean[] values) {
        columns.put(name, row -> values[row] ? "1" : "0");
    }

    /** Writes the file, which appears whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> {
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(rows.header(List.copyOf(columns.keySet())));
            for (int row = 0; row < examples.count(); row++) {
                List<String> fields = new ArrayList<>();
                for (IntFunction<String> column : columns.values()) {
                    fields.add(column.apply(row));
                }
                csv.writeRecord(rows.cells(row, fields));
            }
            csv.flush();
        });
    }
}
