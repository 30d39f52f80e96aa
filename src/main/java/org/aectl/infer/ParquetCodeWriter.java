package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.infer.ParquetRecords.Code;
import org.aectl.run.AtomicFile;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Codes as Parquet, with the columns of {@link CsvCodeWriter}: a 32-bit row, a string label, 32-bit floats. */
final class ParquetCodeWriter implements CodeWriter {
    /** Kept in memory until it is written; more would tell in a small heap. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final Path path;
    private final AtomicFile file;
    private final ParquetWriter<Code> parquet;
    private final int units;

    ParquetCodeWriter(Path path, Examples examples, int units, boolean withVariance) throws IOException {
        this.path = path;
        this.units = units;
        this.file = AtomicFile.begin(path);
        try {
            this.parquet = new ParquetRecords.Builder(
                            new ParquetOutput(file.out()), new ParquetRecords(examples, units, withVariance))
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .build();
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    @Override
    public void write(int[] rows, float[] codes, float[] logVariances) throws IOException {
        for (int i = 0; i < rows.length; i++) {
            parquet.write(new Code(rows[i], codes, logVariances, i * units));
        }
    }

    @Override
    public List<Path> commit() throws IOException {
        parquet.close();
        file.commit();
        return List.of(path);
    }

    /** Without {@link #commit} what was written is thrown away, so the writer need not end it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
