package org.aectl.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Batch;
import org.aectl.data.ExampleShape;
import org.aectl.eval.SquaredErrors;
import org.aectl.infer.ExampleFormat;
import org.aectl.infer.ExampleWriter;
import org.aectl.infer.NumbersFile;
import org.aectl.infer.TableFormat;
import org.aectl.infer.TrainedModel;
import org.aectl.report.ShownRange;

/** Writes what comes out for a file's rows, and their errors. */
record ReconstructPart(ExampleFormat format) implements PartWork<PartResult> {
    @Override
    public PartResult run(TrainedModel model, PartRows rows, Path folder) throws IOException {
        ExampleShape shape = rows.examples().shape();
        double sum = 0;
        try (NumbersFile errors = new NumbersFile(
                        TableFormat.PARQUET,
                        TableFormat.PARQUET.path(folder, "errors"),
                        rows.numbered(),
                        List.of("squaredError", "reconstruction"));
                ExampleWriter writer = format.writer(
                        format.path(folder, "reconstruction"),
                        rows.examples().count(),
                        shape,
                        ShownRange.of(rows.examples()))) {
            for (Batch batch : rows.batches(model)) {
                float[] outputs = model.autoencoder().reconstruct(batch);
                double[] losses = model.autoencoder().reconstructionLosses(batch);
                double[] squaredErrors = SquaredErrors.perExample(batch, outputs);
                List<float[]> values = model.raw(outputs);
                for (int i = 0; i < batch.count(); i++) {
                    sum += squaredErrors[i];
                    errors.write(batch.rows()[i], squaredErrors[i], losses[i]);
                    writer.write(batch.rows()[i], values.get(i));
                }
            }
            writer.commit();
            errors.commit();
        }
        return new PartResult(rows.examples().count(), sum);
    }
}
