package org.aectl.data;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** Writes Parquet files for tests. */
public final class ParquetTables {
    private ParquetTables() {}

    /**
     * Writes a table, uncompressed.
     *
     * @param floats names of the columns of floats
     * @param wholes names of the columns of whole numbers, which follow
     * @param rows each as long as both together
     */
    public static void write(Path file, List<String> floats, List<String> wholes, List<float[]> rows)
            throws IOException {
        Types.MessageTypeBuilder columns = Types.buildMessage();
        floats.forEach(name -> columns.required(FLOAT).named(name));
        wholes.forEach(name -> columns.required(INT32).named(name));
        MessageType schema = columns.named("table");
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .build()) {
            for (float[] row : rows) {
                Group group = groups.newGroup();
                for (int column = 0; column < row.length; column++) {
                    if (column < floats.size()) {
                        group.add(column, row[column]);
                    } else {
                        group.add(column, (int) row[column]);
                    }
                }
                writer.write(group);
            }
        }
    }
}
