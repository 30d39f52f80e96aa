package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.output.table.ParquetFile;
import org.aectl.output.table.ParquetRecords;
import org.aectl.output.table.RowColumns;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Predictions as Parquet, with the columns of {@link CsvPredictions}: numbers are of 64 bits, texts as they are. */
final class ParquetPredictions implements PredictionRows {
    private final RowColumns rows;
    private final ParquetFile file;

    ParquetPredictions(Path path, Examples examples, List<String> classes) throws IOException {
        this.rows = new RowColumns(examples);
        List<String> texts = new ArrayList<>(rows.names());
        texts.add("predicted");
        this.file = new ParquetFile(
                path,
                new ParquetRecords(
                        "predictions", texts, PrimitiveTypeName.DOUBLE, PredictionRows.probabilityNames(classes)));
    }

    @Override
    public void write(int row, String predicted, double probability, double[] probabilities) throws IOException {
        List<String> texts = new ArrayList<>(rows.texts(row));
        texts.add(predicted);
        file.write(rows.row(row), texts, column -> column == 0 ? probability : probabilities[column - 1]);
    }

    @Override
    public void commit() throws IOException {
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
