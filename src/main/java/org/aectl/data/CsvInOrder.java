package org.aectl.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.Iterator;
import org.aectl.config.SourceConfig.Csv;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file from its first line to its last into memory. */
final class CsvInOrder {
    private final Content content;
    private final Csv config;
    private final @Nullable CsvColumns training;
    private final boolean mayLack;

    /**
     * Begins.
     *
     * @param training the columns of the training file, where this is the test file
     * @param mayLack whether values may be missing
     */
    CsvInOrder(Content content, Csv config, @Nullable CsvColumns training, boolean mayLack) {
        this.content = content;
        this.config = config;
        this.training = training;
        this.mayLack = mayLack;
    }

    /**
     * Reads and checks all of it.
     *
     * @param limit how many rows are kept
     * @throws org.aectl.config.InvalidInputException about the first line that is wrong
     */
    CsvTable read(int limit) {
        CsvText text = new CsvText(content, config.delimiter().charAt(0));
        return text.read(content.stream(), true, records -> table(records, limit));
    }

    private CsvTable table(Iterator<CsvRecord> records, int limit) throws IOException {
        if (!records.hasNext()) {
            throw content.problem("is empty");
        }
        CsvRecord first = records.next();
        CsvColumns columns = CsvColumns.of(content, config, first.getFields(), training);
        FloatStore values = new FloatStore();
        CsvRows rows = new CsvRows(content, config, columns, limit, mayLack, values::append);
        if (!columns.named()) {
            rows.add(first);
        }
        while (records.hasNext()) {
            rows.add(records.next());
        }
        if (rows.count() == 0) {
            throw content.problem("has no rows below its header");
        }
        return new CsvTable(columns, rows.count(), values, rows.labels());
    }
}
