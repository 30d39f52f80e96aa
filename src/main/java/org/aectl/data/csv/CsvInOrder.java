package org.aectl.data.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.Iterator;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.FloatStore;
import org.aectl.data.file.ByteSource;

/**
 * Reads a CSV file from its first line to its last into memory.
 *
 * @param learnt columns that a model was trained on, or a training file has
 * @param mayLack whether values may be missing
 */
record CsvInOrder(ByteSource content, Csv config, Columns learnt, boolean mayLack) {
    /**
     * Reads and checks all of it.
     *
     * @param limit how many rows are kept
     * @throws org.aectl.base.InvalidInputException about the first line that is wrong
     */
    CsvTable read(int limit) {
        CsvText text = new CsvText(content, CsvText.delimiter(config));
        return text.read(content.stream(), true, records -> table(records, limit));
    }

    private CsvTable table(Iterator<CsvRecord> records, int limit) throws IOException {
        CsvStart start = new CsvStart(records);
        CsvColumns columns = CsvColumns.of(content, config, start.lines(), learnt);
        FloatStore values = new FloatStore();
        CsvRows rows = new CsvRows(
                content, config, columns, limit, mayLack, values::append, () -> CsvDialect.hint(config, start.lines()));
        if (columns.named()) {
            start.next();
        }
        while (start.hasNext()) {
            rows.add(start.next());
        }
        if (rows.count() == 0) {
            throw content.problem("has no rows below its header");
        }
        return new CsvTable(columns, rows.count(), values, rows.labels(), rows.ids()::get);
    }
}
