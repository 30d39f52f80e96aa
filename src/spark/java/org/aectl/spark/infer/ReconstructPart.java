package org.aectl.spark.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleFormat;
import org.aectl.output.ExampleTable;
import org.aectl.output.ExampleWriter;
import org.aectl.output.TableFormat;
import org.aectl.report.image.DisplayRange;
import org.aectl.spark.load.PartRows;
import org.aectl.task.reconstruct.ReconstructTask;

/** Writes what comes out for a file's rows, and their errors. */
public record ReconstructPart(ExampleFormat format) implements PartWork<PartResult> {
    @Override
    public PartResult run(TrainedModel model, PartRows rows, Path folder) throws IOException {
        double sum;
        try (ExampleTable errors = ExampleTable.ofDoubles(
                        TableFormat.PARQUET,
                        TableFormat.PARQUET.path(folder, "errors"),
                        rows.numbered(),
                        List.of("squaredError", "reconstruction"));
                ExampleWriter writer = format.writer(
                        format.path(folder, "reconstruction"),
                        rows.numbered(),
                        model.checkpoint().columns(),
                        model.checkpoint().config().data().source(),
                        DisplayRange.of(rows.examples()))) {
            sum = ReconstructTask.write(model, rows.batches(model), errors, writer);
            writer.commit();
            errors.commit();
        }
        return new PartResult(rows.examples().count(), sum);
    }
}
