package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.output.table.ExampleTable;
import org.aectl.output.table.ParquetFile;
import org.aectl.output.table.ParquetRecords;
import org.aectl.output.table.RowColumns;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Numbers about each example, as CSV or as Parquet of 64-bit numbers: where it comes from, its label where there is one, the numbers. */
public final class NumbersFile implements AutoCloseable {
    private final Rows rows;
    private final int columns;

    /** Begins a CSV file. */
    public NumbersFile(Path path, Examples examples, List<String> names) throws IOException {
        this(TableFormat.CSV, path, examples, names);
    }

    /**
     * Begins the file.
     *
     * @param examples that the numbers are about; they know the labels
     * @param names of the numbers
     */
    public NumbersFile(TableFormat format, Path path, Examples examples, List<String> names) throws IOException {
        this.rows = switch (format) {
            case CSV -> new CsvRows(new ExampleTable(path, examples, names));
            case PARQUET ->
                new ParquetRows(
                        new ParquetFile(
                                path,
                                new ParquetRecords(
                                        "numbers", new RowColumns(examples).names(), PrimitiveTypeName.DOUBLE, names)),
                        new RowColumns(examples));
        };
        this.columns = names.size();
    }

    /** Takes rows. */
    private interface Rows extends AutoCloseable {
        void write(int row, double[] values) throws IOException;

        void commit() throws IOException;

        @Override
        void close() throws IOException;
    }

    private record CsvRows(ExampleTable table) implements Rows {
        @Override
        public void write(int row, double[] values) {
            table.write(row, Arrays.stream(values).mapToObj(Double::toString).toList());
        }

        @Override
        public void commit() throws IOException {
            table.commit();
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }

    private record ParquetRows(ParquetFile file, RowColumns columns) implements Rows {
        @Override
        public void write(int row, double[] values) throws IOException {
            file.write(columns.row(row), columns.texts(row), column -> values[column]);
        }

        @Override
        public void commit() throws IOException {
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Appends a row. */
    public void write(int row, double... values) throws IOException {
        if (values.length != columns) {
            throw new IllegalArgumentException(values.length + " numbers for " + columns + " columns");
        }
        rows.write(row, values);
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        rows.commit();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
