package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Examples as Parquet, with the columns of {@link CsvExampleWriter}: where each comes from, its values as 32-bit floats. */
final class ParquetExampleWriter implements ExampleWriter {
    private final ParquetFile file;
    private final RowColumns rows;

    /** @param names of the values of an example */
    ParquetExampleWriter(Path path, RowColumns rows, List<String> names) throws IOException {
        this.rows = rows;
        this.file = new ParquetFile(path, new ParquetRecords("examples", rows.names(), PrimitiveTypeName.FLOAT, names));
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        file.write(rows.row(row), rows.texts(row), column -> values[column]);
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
