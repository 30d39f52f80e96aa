package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.data.Examples;
import org.aectl.output.table.ExampleTable;

/** Codes as CSV: row, label where there is one, {@code z0}, {@code z1}, ..., {@code logVariance0}, ... */
final class CsvCodeWriter implements CodeWriter {
    private final Path path;
    private final ExampleTable table;
    private final int units;

    CsvCodeWriter(Path path, Examples examples, int units, boolean withVariance) throws IOException {
        this.path = path;
        this.units = units;
        List<String> names = new ArrayList<>();
        addNames(names, "z");
        if (withVariance) {
            addNames(names, "logVariance");
        }
        this.table = new ExampleTable(path, examples, names);
    }

    private void addNames(List<String> names, String name) {
        IntStream.range(0, units).forEach(unit -> names.add(name + unit));
    }

    @Override
    public void write(int[] rows, float[] codes, float[] logVariances) {
        for (int i = 0; i < rows.length; i++) {
            List<String> cells = new ArrayList<>();
            addNumbers(cells, codes, i);
            if (logVariances.length > 0) {
                addNumbers(cells, logVariances, i);
            }
            table.write(rows[i], cells);
        }
    }

    private void addNumbers(List<String> cells, float[] numbers, int row) {
        for (int unit = 0; unit < units; unit++) {
            cells.add(Float.toString(numbers[row * units + unit]));
        }
    }

    @Override
    public List<Path> commit() throws IOException {
        table.commit();
        return List.of(path);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
