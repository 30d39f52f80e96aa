package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Examples;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Predictions as Parquet, with the columns of {@link CsvPredictions}: numbers are of 64 bits, texts as they are. */
final class ParquetPredictions implements PredictionRows {
    private final Examples examples;
    private final ParquetFile file;

    ParquetPredictions(Path path, Examples examples, List<String> classes) throws IOException {
        this.examples = examples;
        this.file = new ParquetFile(
                path,
                new ParquetRecords(
                        "predictions",
                        examples.labelled() ? List.of("label", "predicted") : List.of("predicted"),
                        PrimitiveTypeName.DOUBLE,
                        PredictionRows.probabilityNames(classes)));
    }

    @Override
    public void write(int row, String predicted, double probability, double[] probabilities) throws IOException {
        List<String> texts = examples.labelled()
                ? List.of(examples.classes().get(examples.label(row)), predicted)
                : List.of(predicted);
        file.write(row, texts, column -> column == 0 ? probability : probabilities[column - 1]);
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
