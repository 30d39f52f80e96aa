package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Examples as Parquet, with the columns of {@link CsvExampleWriter}: the row's 32-bit number, its values as 32-bit floats. */
final class ParquetExampleWriter implements ExampleWriter {
    private final ParquetFile file;

    /** @param size values of an example */
    ParquetExampleWriter(Path path, int size) throws IOException {
        this.file = new ParquetFile(
                path,
                new ParquetRecords(
                        "examples",
                        List.of(),
                        PrimitiveTypeName.FLOAT,
                        IntStream.range(0, size).mapToObj(i -> "x" + i).toList()));
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        file.write(row, List.of(), column -> values[column]);
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
