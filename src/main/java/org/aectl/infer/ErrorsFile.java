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

/** Numbers that say how well each example came out, as CSV: its row, its label where there is one, the numbers. */
public final class ErrorsFile implements AutoCloseable {
    private final AtomicFile file;
    private final CsvWriter csv;
    private final Examples examples;
    private final int numbers;

    /**
     * Begins the file.
     *
     * @param examples whose errors will be written; they know the labels
     * @param names of the numbers
     */
    public ErrorsFile(Path path, Examples examples, List<String> names) throws IOException {
        this.examples = examples;
        this.numbers = names.size();
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        List<String> header = new ArrayList<>(examples.labelled() ? List.of("row", "label") : List.of("row"));
        header.addAll(names);
        csv.writeRecord(header);
    }

    /** Appends a row. */
    public void write(int row, double... errors) {
        if (errors.length != numbers) {
            throw new IllegalArgumentException(errors.length + " errors for " + numbers + " columns");
        }
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(row));
        if (examples.labelled()) {
            fields.add(examples.classes().get(examples.label(row)));
        }
        for (double error : errors) {
            fields.add(Double.toString(error));
        }
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
