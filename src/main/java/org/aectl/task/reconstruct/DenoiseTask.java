package org.aectl.task.reconstruct;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.base.Counts;
import org.aectl.data.batch.Batch;
import org.aectl.data.file.DurableFolder;
import org.aectl.eval.Denoising;
import org.aectl.eval.KnownRange;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleFormat;
import org.aectl.output.ExampleTable;
import org.aectl.output.ExampleWriter;
import org.aectl.output.TableFormat;
import org.aectl.report.image.DisplayRange;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Cleans corrupted examples with a trained model, batch by batch, and writes them. */
public final class DenoiseTask {
    private static final String NAME = "denoised";
    private static final String ERRORS = "errors.csv";

    private DenoiseTask() {}

    /**
     * What was done.
     *
     * @param data the split or data that was denoised
     * @param change means over the examples; null, and left out of the JSON, where the clean examples are not known
     * @param filter what a linear filter makes of the same examples; null, and left out of the JSON, where it cannot be fitted
     * @param verdicts sentences: where the filter is better
     * @param files written, the picture last
     */
    public record DenoiseResult(
            String data,
            int examples,
            @JsonInclude(JsonInclude.Include.NON_NULL) Denoising.@Nullable Change change,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Filtered filter,

            List<String> verdicts,
            List<Path> files) {}

    /**
     * What a {@link org.aectl.eval.linear.LinearFilter} makes of the corrupted examples.
     *
     * @param after of its outputs
     * @param inRange of the same, cut off at the ends of the scaled training data's range
     */
    public record Filtered(Denoising.Closeness after, Denoising.Closeness inRange) {}

    /**
     * Denoises.
     *
     * @param output folder that the files are written to; made where it is missing
     * @param warnings told what had to be left out, and why
     */
    public static DenoiseResult run(
            DenoiseRequest request, ExampleFormat format, Path output, Consumer<String> warnings) throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.inference().run())) {
            TrainedModel model = run.model();
            DenoisedData data = DenoisedData.open(run, request);
            format.check(data.examples().shape(), data.name());
            DurableFolder.create(output);
            List<Path> files = new ArrayList<>(List.of(format.path(output, NAME)));
            Denoising denoising = new Denoising(data.examples().shape(), range(model, data));
            try (ExampleWriter writer = format.writer(
                    files.get(0),
                    data.examples(),
                    model.checkpoint().columns(),
                    model.checkpoint().config().data().source(),
                    DisplayRange.of(data.examples()))) {
                if (data.scored()) {
                    files.add(output.resolve(ERRORS));
                }
                Activity.step(
                        String.format(
                                Locale.ROOT,
                                "cleaning %,d examples",
                                data.examples().count()),
                        () -> {
                            if (data.scored()) {
                                writeScored(model, data, denoising, writer, output.resolve(ERRORS));
                            } else {
                                write(model, data, writer);
                            }
                        });
            }
            if (data.examples().shape().isImage()) {
                Path picture = output.resolve(NAME + ".png");
                DenoisingPicture.write(model, data, picture);
                files.add(picture);
            }
            Denoising.Change change = data.scored() ? denoising.overall() : null;
            Filtered filter = change == null
                    ? null
                    : LinearCleaning.of(run, data, request.inference().batchSize(), range(model, data), warnings)
                            .orElse(null);
            List<String> verdicts = change == null || filter == null ? List.of() : verdicts(change.after(), filter);
            return new DenoiseResult(data.name(), data.examples().count(), change, filter, verdicts, files);
        }
    }

    private static @Nullable KnownRange range(TrainedModel model, DenoisedData data) {
        return KnownRange.of(
                model.checkpoint().config().data(),
                model.checkpoint().scaling(),
                data.examples().shape(),
                data.examples().storedRange());
    }

    private static void write(TrainedModel model, DenoisedData data, ExampleWriter writer) throws IOException {
        for (Batch batch : data.batches()) {
            write(model, batch, model.autoencoder().codec().reconstruct(batch), writer);
        }
        writer.commit();
    }

    private static void writeScored(
            TrainedModel model, DenoisedData data, Denoising denoising, ExampleWriter writer, Path file)
            throws IOException {
        List<String> names = new ArrayList<>(List.of("inputMse", "outputMse"));
        if (denoising.comparesPictures()) {
            names.addAll(List.of("inputSsim", "outputSsim"));
        }
        try (ExampleTable errors = ExampleTable.ofDoubles(TableFormat.CSV, file, data.examples(), names)) {
            for (Batch batch : data.batches()) {
                float[] outputs = model.autoencoder().codec().reconstruct(batch);
                writeErrors(batch, denoising.add(batch, outputs), errors);
                write(model, batch, outputs, writer);
            }
            writer.commit();
            errors.commit();
        }
    }

    private static void writeErrors(Batch batch, Denoising.Examples examples, ExampleTable errors) throws IOException {
        double[] before = examples.before().sse();
        double[] after = examples.after().sse();
        int size = batch.features().length / batch.count();
        for (int i = 0; i < batch.count(); i++) {
            int row = batch.rows()[i];
            if (examples.before().ssim().length == 0) {
                errors.write(row, before[i] / size, after[i] / size);
            } else {
                errors.write(
                        row,
                        before[i] / size,
                        after[i] / size,
                        examples.before().ssim()[i],
                        examples.after().ssim()[i]);
            }
        }
    }

    private static void write(TrainedModel model, Batch batch, float[] outputs, ExampleWriter writer)
            throws IOException {
        int example = 0;
        for (float[] values : model.raw(outputs)) {
            writer.write(batch.rows()[example++], values);
        }
    }

    /** Whether a linear filter cleans better. */
    private static List<String> verdicts(Denoising.Closeness model, Filtered filter) {
        double best = Math.min(filter.after().mse(), filter.inRange().mse());
        return best < model.mse()
                ? List.of("A linear filter cleans better: MSE %s, the model's %s"
                        .formatted(Counts.rounded(best), Counts.rounded(model.mse())))
                : List.of();
    }
}
