package org.aectl.output.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.run.file.AtomicFile;

/** A table as CSV; no word in it is taken for a formula by a spreadsheet. */
public final class CsvTableWriter implements TableWriter {
    private final AtomicFile file;
    private final CsvWriter csv;
    private final List<TableColumns.NumberColumn> columns;

    /** Begins the file. */
    public CsvTableWriter(Path path, TableColumns columns) throws IOException {
        this.columns = columns.numbers();
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        List<String> header = new ArrayList<>(List.of("row"));
        header.addAll(columns.texts());
        columns.numbers().forEach(column -> header.add(SpreadsheetText.word(column.name())));
        csv.writeRecord(header);
    }

    @Override
    public void write(int row, List<String> texts, Numbers numbers) {
        List<String> cells = new ArrayList<>(1 + texts.size() + columns.size());
        cells.add(Integer.toString(row));
        texts.forEach(text -> cells.add(SpreadsheetText.label(text)));
        for (int i = 0; i < columns.size(); i++) {
            double number = numbers.at(i);
            cells.add(
                    switch (columns.get(i).kind()) {
                        case INTEGER -> Integer.toString((int) number);
                        case FLOAT -> Float.toString((float) number);
                        case DOUBLE -> Double.toString(number);
                    });
        }
        csv.writeRecord(cells);
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
