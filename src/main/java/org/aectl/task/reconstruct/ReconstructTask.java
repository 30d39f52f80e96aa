package org.aectl.task.reconstruct;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aectl.base.Activity;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.file.DurableFolder;
import org.aectl.eval.linear.SquaredErrors;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleFormat;
import org.aectl.output.ExampleTable;
import org.aectl.output.ExampleWriter;
import org.aectl.report.image.DisplayRange;
import org.aectl.task.Inference;
import org.aectl.task.InferenceEngine;
import org.aectl.task.InferenceRequest;
import org.aectl.task.InferenceRows;

/** Sends examples through a trained model and writes what comes out, with the error of each, batch by batch. */
public final class ReconstructTask {
    private static final String NAME = "reconstruction";
    private static final String PICTURE = NAME + ".png";

    private ReconstructTask() {}

    /**
     * What was done.
     *
     * @param data the split or data that was reconstructed
     * @param meanError squared error summed over features, mean over the examples, on the scaled data
     * @param files written, the picture last
     */
    public record ReconstructResult(String data, int examples, double meanError, List<Path> files) {}

    /**
     * Reconstructs.
     *
     * @param output folder that the files are written to; made where it is missing
     */
    public static ReconstructResult run(
            InferenceEngine engine, InferenceRequest request, ExampleFormat format, Path output) throws IOException {
        try (Inference inference = engine.open(request)) {
            double sum = 0;
            for (double part : inference.each((rows, folder) -> write(rows, format, folder), output)) {
                sum += part;
            }
            Optional<InferenceRows> pictures =
                    inference.here().filter(rows -> rows.examples().shape().isImage());
            if (pictures.isPresent()) {
                ReconstructionPicture.write(
                        pictures.get().model(), pictures.get().examples(), output.resolve(PICTURE));
            }
            List<Path> files = new ArrayList<>(List.of(format.path(output, NAME), output.resolve("errors.csv")));
            pictures.ifPresent(rows -> files.add(output.resolve(PICTURE)));
            return new ReconstructResult(
                    inference.name(), inference.count(), sum / inference.count(), inference.found(output, files));
        }
    }

    /**
     * Writes what comes out for each example, and its squared error and reconstruction loss.
     *
     * @return sum of the squared errors
     */
    private static double write(InferenceRows rows, ExampleFormat format, Path folder) throws IOException {
        Examples examples = rows.examples();
        format.check(examples.shape(), rows.name());
        Iterable<Batch> batches = rows.batches().inOrder();
        DurableFolder.create(folder);
        Path errors = rows.tables().path(folder, "errors");
        try (ExampleTable errorsFile = ExampleTable.ofDoubles(
                        rows.tables(), errors, examples, List.of("squaredError", "reconstruction"));
                ExampleWriter writer = format.writer(
                        format.path(folder, NAME),
                        examples,
                        rows.model().checkpoint().columns(),
                        rows.model().config().data().source(),
                        DisplayRange.of(examples))) {
            double sum = Activity.during(
                    String.format(Locale.ROOT, "reconstructing %,d examples", examples.count()),
                    () -> write(rows.model(), batches, errorsFile, writer));
            // Those of an older call are not to be taken for these reconstructions'.
            DurableFolder.delete(List.of(errors, folder.resolve(PICTURE)));
            writer.commit();
            errorsFile.commit();
            return sum;
        }
    }

    private static double write(TrainedModel model, Iterable<Batch> batches, ExampleTable errors, ExampleWriter writer)
            throws IOException {
        double sum = 0;
        for (Batch batch : batches) {
            float[] outputs = model.autoencoder().codec().reconstruct(batch);
            double[] losses = model.autoencoder().codec().reconstructionLosses(batch);
            double[] squaredErrors = SquaredErrors.perExample(batch, outputs);
            List<float[]> values = model.raw(outputs);
            for (int i = 0; i < batch.count(); i++) {
                sum += squaredErrors[i];
                errors.write(batch.rows()[i], squaredErrors[i], losses[i]);
                writer.write(batch.rows()[i], values.get(i));
            }
        }
        return sum;
    }
}
