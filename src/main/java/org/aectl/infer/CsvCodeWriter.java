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

/** Codes as CSV: row, label where there is one, {@code z0}, {@code z1}, ..., {@code logVariance0}, ... */
final class CsvCodeWriter implements CodeWriter {
    private final Path path;
    private final AtomicFile file;
    private final CsvWriter csv;
    private final Examples examples;
    private final int units;

    CsvCodeWriter(Path path, Examples examples, int units, boolean withVariance) throws IOException {
        this.path = path;
        this.examples = examples;
        this.units = units;
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>(examples.labelled() ? List.of("row", "label") : List.of("row"));
        addNames(names, "z");
        if (withVariance) {
            addNames(names, "logVariance");
        }
        csv.writeRecord(names);
    }

    private void addNames(List<String> names, String name) {
        for (int unit = 0; unit < units; unit++) {
            names.add(name + unit);
        }
    }

    @Override
    public void write(int[] rows, float[] codes, float[] logVariances) {
        for (int i = 0; i < rows.length; i++) {
            List<String> fields = new ArrayList<>();
            fields.add(Integer.toString(rows[i]));
            if (examples.labelled()) {
                fields.add(examples.classes().get(examples.label(rows[i])));
            }
            addNumbers(fields, codes, i);
            if (logVariances.length > 0) {
                addNumbers(fields, logVariances, i);
            }
            csv.writeRecord(fields);
        }
    }

    private void addNumbers(List<String> fields, float[] numbers, int row) {
        for (int unit = 0; unit < units; unit++) {
            fields.add(Float.toString(numbers[row * units + unit]));
        }
    }

    @Override
    public List<Path> commit() throws IOException {
        csv.flush();
        file.commit();
        return List.of(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
