package org.aectl.output.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.run.file.AtomicFile;

/** Something about each example as CSV: where it comes from, its label where there is one, and further columns. */
public final class ExampleTable implements AutoCloseable {
    private final AtomicFile file;
    private final CsvWriter csv;
    private final RowColumns rows;

    /**
     * Begins the file.
     *
     * @param examples that are written about; they know where they come from and their labels
     * @param names of the further columns
     */
    public ExampleTable(Path path, Examples examples, List<String> names) throws IOException {
        this.rows = new RowColumns(examples);
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        csv.writeRecord(rows.header(names.stream().map(SpreadsheetText::word).toList()));
    }

    /** Appends a row. */
    public void write(int example, List<String> cells) {
        csv.writeRecord(rows.cells(example, cells));
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        csv.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
