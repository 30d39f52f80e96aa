package org.aectl.infer;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.run.AtomicFile;

/** Something about each example as CSV: its row, its label where there is one, and further columns. */
final class ExampleTable implements AutoCloseable {
    private final AtomicFile file;
    private final CsvWriter csv;
    private final Examples examples;

    /**
     * Begins the file.
     *
     * @param examples that are written about; they know the labels
     * @param names of the further columns
     */
    ExampleTable(Path path, Examples examples, List<String> names) throws IOException {
        this.examples = examples;
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        List<String> header = new ArrayList<>(examples.labelled() ? List.of("row", "label") : List.of("row"));
        names.forEach(name -> header.add(SpreadsheetText.word(name)));
        csv.writeRecord(header);
    }

    /** Appends a row. */
    void write(int row, List<String> cells) {
        List<String> fields = new ArrayList<>(cells.size() + 2);
        fields.add(Integer.toString(row));
        if (examples.labelled()) {
            fields.add(SpreadsheetText.label(examples.classes().get(examples.label(row))));
        }
        fields.addAll(cells);
        csv.writeRecord(fields);
    }

    /** Puts the file in its place. */
    void commit() throws IOException {
        csv.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
