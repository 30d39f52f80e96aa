package org.aectl.output.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.run.file.AtomicFile;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** A Parquet file while it is written; it appears whole or not at all. */
public final class ParquetFile implements AutoCloseable {
    /** Kept in memory until it is written; more would tell in a small heap. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final AtomicFile file;
    private final ParquetWriter<ParquetRecords.Row> parquet;

    /** Begins the file. */
    public ParquetFile(Path path, ParquetRecords records) throws IOException {
        this.file = AtomicFile.begin(path);
        try {
            this.parquet = new ParquetRecords.Builder(new ParquetOutput(file.out()), records)
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .build();
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** Appends a row. */
    public void write(int number, List<String> texts, ParquetRecords.Values values) throws IOException {
        parquet.write(new ParquetRecords.Row(number, texts, values));
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        parquet.close();
        file.commit();
    }

    /** Without {@link #commit} what was written is thrown away, so the writer need not end it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
