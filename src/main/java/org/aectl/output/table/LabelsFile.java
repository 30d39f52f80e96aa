package org.aectl.output.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.aectl.run.file.AtomicFile;

/** The labels of examples as CSV: each one's row and the name of its class, which no spreadsheet takes for a
 * formula. */
public final class LabelsFile {
    private LabelsFile() {}

    /** Writes the labels of examples number 0 to {@code count - 1}. */
    public static void write(Path file, int count, IntFunction<String> label) throws IOException {
        AtomicFile.write(file, out -> {
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord("row", "label");
            for (int row = 0; row < count; row++) {
                csv.writeRecord(Integer.toString(row), SpreadsheetText.label(label.apply(row)));
            }
            csv.flush();
        });
    }
}
