package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.output.table.ParquetFile;
import org.aectl.output.table.ParquetRecords;
import org.aectl.output.table.RowColumns;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Codes as Parquet, with the columns of {@link CsvCodeWriter}: a 32-bit row, a string label, 32-bit floats. */
final class ParquetCodeWriter implements CodeWriter {
    private final Path path;
    private final RowColumns rows;
    private final int units;
    private final ParquetFile file;

    ParquetCodeWriter(Path path, Examples examples, int units, boolean withVariance) throws IOException {
        this.path = path;
        this.rows = new RowColumns(examples);
        this.units = units;
        List<String> names = new ArrayList<>();
        add(names, "z");
        if (withVariance) {
            add(names, "logVariance");
        }
        this.file = new ParquetFile(path, new ParquetRecords("codes", rows.names(), PrimitiveTypeName.FLOAT, names));
    }

    private void add(List<String> names, String name) {
        for (int unit = 0; unit < units; unit++) {
            names.add(name + unit);
        }
    }

    @Override
    public void write(int[] examples, float[] codes, float[] logVariances) throws IOException {
        for (int i = 0; i < examples.length; i++) {
            int first = i * units;
            file.write(
                    rows.row(examples[i]),
                    rows.texts(examples[i]),
                    column -> column < units ? codes[first + column] : logVariances[first + column - units]);
        }
    }

    @Override
    public List<Path> commit() throws IOException {
        file.commit();
        return List.of(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
