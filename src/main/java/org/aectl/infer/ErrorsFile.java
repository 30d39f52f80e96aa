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

/** The error of each example as CSV: its row, its label where there is one, squared error, reconstruction loss. */
public final class ErrorsFile implements AutoCloseable {
    private final AtomicFile file;
    private final CsvWriter csv;
    private final Examples examples;

    /** @param examples whose errors will be written; they know the labels */
    public ErrorsFile(Path path, Examples examples) throws IOException {
        this.examples = examples;
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        csv.writeRecord(
                examples.labelled()
                        ? List.of("row", "label", "squaredError", "reconstruction")
                        : List.of("row", "squaredError", "reconstruction"));
    }

    /** Appends a row. */
    public void write(int row, double squaredError, double reconstruction) {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(row));
        if (examples.labelled()) {
            fields.add(examples.classes().get(examples.label(row)));
        }
        fields.add(Double.toString(squaredError));
        fields.add(Double.toString(reconstruction));
        csv.writeRecord(fields);
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
