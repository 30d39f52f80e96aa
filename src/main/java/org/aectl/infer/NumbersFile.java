package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.Examples;

/** Numbers about each example as CSV: its row, its label where there is one, the numbers. */
public final class NumbersFile implements AutoCloseable {
    private final ExampleTable table;
    private final int columns;

    /**
     * Begins the file.
     *
     * @param examples that the numbers are about; they know the labels
     * @param names of the numbers
     */
    public NumbersFile(Path path, Examples examples, List<String> names) throws IOException {
        this.table = new ExampleTable(path, examples, names);
        this.columns = names.size();
    }

    /** Appends a row. */
    public void write(int row, double... values) {
        if (values.length != columns) {
            throw new IllegalArgumentException(values.length + " numbers for " + columns + " columns");
        }
        table.write(row, Arrays.stream(values).mapToObj(Double::toString).toList());
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        table.commit();
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
