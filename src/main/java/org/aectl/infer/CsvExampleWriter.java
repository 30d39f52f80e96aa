package org.aectl.infer;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.run.AtomicFile;

/** Examples as CSV: the row's number, then its values. */
public final class CsvExampleWriter implements ExampleWriter {
    private final AtomicFile file;
    private final CsvWriter csv;

    /** @param size values of an example */
    public CsvExampleWriter(Path path, int size) throws IOException {
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        csv.writeRecord(Stream.concat(Stream.of("row"), IntStream.range(0, size).mapToObj(i -> "x" + i))
                .toArray(String[]::new));
    }

    @Override
    public void write(int row, float[] values) {
        String[] fields = new String[values.length + 1];
        fields[0] = Integer.toString(row);
        for (int i = 0; i < values.length; i++) {
            fields[i + 1] = Float.toString(values[i]);
        }
        csv.writeRecord(fields);
    }

    @Override
    public void commit() throws IOException {
        csv.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
