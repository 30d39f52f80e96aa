package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.aectl.output.table.ParquetFile;
import org.aectl.output.table.ParquetRecords;
import org.aectl.output.table.RowColumns;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Examples as Parquet, with the columns of {@link CsvExampleWriter}: where each comes from, its values as 32-bit floats. */
final class ParquetExampleWriter implements ExampleWriter {
    private final ParquetFile file;
    private final RowColumns rows;
    private final UnaryOperator<float[]> order;

    /**
     * @param names of the values of an example
     * @param order brings these into that of the file
     */
    ParquetExampleWriter(Path path, RowColumns rows, List<String> names, UnaryOperator<float[]> order)
            throws IOException {
        this.rows = rows;
        this.order = order;
        this.file = new ParquetFile(path, new ParquetRecords("examples", rows.names(), PrimitiveTypeName.FLOAT, names));
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        float[] ordered = order.apply(values);
        file.write(rows.row(row), rows.texts(row), column -> ordered[column]);
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
