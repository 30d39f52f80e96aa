package org.aectl.task.reconstruct;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.Activity;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.file.DurableFolder;
import org.aectl.eval.linear.SquaredErrors;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleFormat;
import org.aectl.output.ExampleTable;
import org.aectl.output.ExampleWriter;
import org.aectl.output.TableFormat;
import org.aectl.report.image.DisplayRange;
import org.aectl.task.InferenceData;
import org.aectl.task.InferenceRequest;
import org.aectl.task.TrainedRun;

/** Sends examples through a trained model and writes what comes out, with the error of each, batch by batch. */
public final class ReconstructTask {
    private static final String NAME = "reconstruction";

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
    public static ReconstructResult run(InferenceRequest request, ExampleFormat format, Path output)
            throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.run())) {
            TrainedModel model = run.model();
            InferenceData data = run.data(request);
            Examples examples = data.examples();
            format.check(examples.shape(), data.name());
            Iterable<Batch> batches = run.batches(data, request.batchSize()).inOrder();
            DurableFolder.create(output);
            List<Path> files = new ArrayList<>(List.of(format.path(output, NAME)));
            Path errors = output.resolve("errors.csv");
            double sum;
            try (ExampleTable errorsFile = ExampleTable.ofDoubles(
                            TableFormat.CSV, errors, examples, List.of("squaredError", "reconstruction"));
                    ExampleWriter writer = format.writer(
                            files.get(0),
                            examples,
                            model.checkpoint().columns(),
                            model.checkpoint().config().data().source(),
                            DisplayRange.of(examples))) {
                sum = Activity.during(
                        String.format(Locale.ROOT, "reconstructing %,d examples", examples.count()),
                        () -> write(model, batches, errorsFile, writer));
                // Those of an older call are not to be taken for these reconstructions'.
                DurableFolder.delete(List.of(errors, output.resolve(NAME + ".png")));
                writer.commit();
                errorsFile.commit();
            }
            files.add(errors);
            if (examples.shape().isImage()) {
                Path picture = output.resolve(NAME + ".png");
                ReconstructionPicture.write(model, examples, picture);
                files.add(picture);
            }
            return new ReconstructResult(data.name(), examples.count(), sum / examples.count(), files);
        }
    }

    /**
     * Writes what comes out for each example, and its squared error and reconstruction loss.
     *
     * @return sum of the squared errors
     */
    public static double write(TrainedModel model, Iterable<Batch> batches, ExampleTable errors, ExampleWriter writer)
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
