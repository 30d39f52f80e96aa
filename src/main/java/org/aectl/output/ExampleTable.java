package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.output.table.RowColumns;
import org.aectl.output.table.TableColumns;
import org.aectl.output.table.TableColumns.Kind;
import org.aectl.output.table.TableColumns.NumberColumn;
import org.aectl.output.table.TableWriter;

/** Numbers about each example as a table: where it comes from, its label where there is one, the numbers. */
public final class ExampleTable implements AutoCloseable {
    private final RowColumns rows;
    private final TableWriter table;
    private final int numbers;

    ExampleTable(TableFormat format, Path path, String name, RowColumns rows, List<NumberColumn> numbers)
            throws IOException {
        this.rows = rows;
        this.numbers = numbers.size();
        this.table = format.begin(path, new TableColumns(name, rows.names(), numbers));
    }

    /**
     * Begins the file.
     *
     * @param examples that the numbers are about; they know where they come from and their labels
     */
    public ExampleTable(TableFormat format, Path path, Examples examples, List<NumberColumn> numbers)
            throws IOException {
        this(format, path, "numbers", new RowColumns(examples), numbers);
    }

    /** Begins a table of 64-bit numbers of these names. */
    public static ExampleTable ofDoubles(TableFormat format, Path path, Examples examples, List<String> names)
            throws IOException {
        return new ExampleTable(format, path, examples, NumberColumn.of(Kind.DOUBLE, names));
    }

    /** Appends a row. */
    public void write(int example, double... values) throws IOException {
        if (values.length != numbers) {
            throw new IllegalArgumentException(values.length + " numbers for " + numbers + " columns");
        }
        write(example, column -> values[column]);
    }

    void write(int example, TableWriter.Numbers values) throws IOException {
        table.write(rows.row(example), rows.texts(example), values);
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
