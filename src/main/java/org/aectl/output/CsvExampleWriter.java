package org.aectl.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.output.table.RowColumns;
import org.aectl.output.table.SpreadsheetText;
import org.aectl.run.file.AtomicFile;

/** Examples as CSV: where each comes from, then its values. */
final class CsvExampleWriter implements ExampleWriter {
    private final AtomicFile file;
    private final CsvWriter csv;
    private final RowColumns rows;

    /** @param names of the values of an example */
    CsvExampleWriter(Path path, RowColumns rows, List<String> names) throws IOException {
        this.rows = rows;
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        csv.writeRecord(rows.header(names.stream().map(SpreadsheetText::word).toList()));
    }

    @Override
    public void write(int row, float[] values) {
        List<String> cells = new ArrayList<>(values.length);
        for (float value : values) {
            cells.add(Float.toString(value));
        }
        csv.writeRecord(rows.cells(row, cells));
    }

    @Override
    public void commit() throws IOException {
        csv.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
