package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.data.Examples;
import org.aectl.output.table.RowColumns;
import org.aectl.output.table.TableColumns.Kind;
import org.aectl.output.table.TableColumns.NumberColumn;

/** Codes as a table of 32-bit numbers: row, label where there is one, {@code z0}, {@code z1}, ..., {@code logVariance0}, ... */
final class TableCodeWriter implements CodeWriter {
    private final Path path;
    private final int units;
    private final ExampleTable table;

    TableCodeWriter(TableFormat format, Path path, Examples examples, int units, boolean withVariance)
            throws IOException {
        this.path = path;
        this.units = units;
        List<String> names = new ArrayList<>();
        for (String name : withVariance ? List.of("z", "logVariance") : List.of("z")) {
            IntStream.range(0, units).forEach(unit -> names.add(name + unit));
        }
        this.table =
                new ExampleTable(format, path, "codes", new RowColumns(examples), NumberColumn.of(Kind.FLOAT, names));
    }

    @Override
    public void write(int[] rows, float[] codes, float[] logVariances) throws IOException {
        for (int i = 0; i < rows.length; i++) {
            int first = i * units;
            table.write(
                    rows[i], column -> column < units ? codes[first + column] : logVariances[first + column - units]);
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
