package org.aectl.data.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.Iterator;
import org.aectl.config.source.Csv;
import org.aectl.data.LabelBuilder;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.FloatBytes;

/**
 * The rows of one chunk of a CSV file.
 *
 * @param values the features of all rows as a file has them, 32-bit little-endian
 * @param count how many rows
 * @param labels with places that count from the chunk's first line
 * @param lineBreaks of the chunk
 */
record CsvPart(FloatBytes values, int count, LabelBuilder labels, long lineBreaks) {

    /** @throws org.aectl.base.InvalidInputException if a row is wrong; the line it names counts from the chunk's first */
    static CsvPart of(
            CsvChunk chunk, ByteSource content, Csv config, CsvColumns columns, boolean mayLack, boolean skipsNames) {
        FloatBytes values = new FloatBytes(chunk.length());
        CsvRows rows = new CsvRows(content, config, columns, Integer.MAX_VALUE, mayLack, values::append, () -> "");
        CsvText text = new CsvText(content, CsvText.delimiter(config));
        return text.read(chunk.stream(), chunk.fromStart(), records -> {
            if (skipsNames) {
                records.next();
            }
            addAll(records, rows);
            return new CsvPart(values, rows.count(), rows.labels(), chunk.lineBreaks());
        });
    }

    /** A chunk of empty lines. */
    static CsvPart blank(CsvChunk chunk) {
        return new CsvPart(new FloatBytes(0), 0, new LabelBuilder(), chunk.lineBreaks());
    }

    private static void addAll(Iterator<CsvRecord> records, CsvRows rows) throws IOException {
        while (records.hasNext()) {
            rows.add(records.next());
        }
    }
}
