package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.output.table.ExampleTable;
import org.aectl.output.table.SpreadsheetText;

/** Predictions as CSV. */
final class CsvPredictions implements PredictionRows {
    private final ExampleTable table;

    CsvPredictions(Path path, Examples examples, List<String> classes) throws IOException {
        List<String> names = new ArrayList<>(List.of("predicted"));
        names.addAll(PredictionRows.probabilityNames(classes));
        this.table = new ExampleTable(path, examples, names);
    }

    @Override
    public void write(int row, String predicted, double probability, double[] probabilities) {
        List<String> cells = new ArrayList<>(List.of(SpreadsheetText.label(predicted), Double.toString(probability)));
        for (double each : probabilities) {
            cells.add(Double.toString(each));
        }
        table.write(row, cells);
    }

    @Override
    public void commit() throws IOException {
        table.commit();
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
