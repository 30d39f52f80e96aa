package org.aectl.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.infer.ExampleFormat;
import org.aectl.infer.ExampleWriter;
import org.aectl.infer.LabelsFile;
import org.aectl.infer.PriorSampler;
import org.aectl.infer.TrainedModel;
import org.aectl.run.RunReference;
import org.jspecify.annotations.Nullable;

/** Makes up examples with a generative model and writes them, batch by batch. */
public final class SampleTask {
    private static final String NAME = "samples";
    private static final int BATCH = 256;

    private SampleTask() {}

    /**
     * What is asked for.
     *
     * @param count examples, at least 1
     * @param label name of the class that all are of; null for all classes in turn, or for a model without labels
     * @param seed decides the draws
     */
    public record Request(
            RunReference run, int count, @Nullable String label, long seed) {}

    /**
     * Draws and writes.
     *
     * @param output folder that the files are written to; made where it is missing
     * @return the files, the picture last
     * @throws InvalidInputException if the model cannot be drawn from in this way
     */
    public static List<Path> run(Request request, ExampleFormat format, Path output) throws IOException {
        try (TrainedModel model = TrainedModel.load(request.run().checkpoint())) {
            PriorSampler sampler = new PriorSampler(model, request.seed(), request.label());
            ExampleShape shape = model.checkpoint().shape();
            format.check(shape, request.run().name());
            Files.createDirectories(output);
            List<Path> files = new ArrayList<>(List.of(format.path(output, NAME)));
            try (ExampleWriter writer = format.writer(
                    files.get(0), request.count(), shape, model.checkpoint().rawRange())) {
                write(sampler, request.count(), writer);
            }
            if (sampler.isConditional()) {
                Path labels = output.resolve("labels.csv");
                LabelsFile.write(labels, request.count(), sampler::label);
                files.add(labels);
            }
            if (shape.isImage()) {
                Path picture = output.resolve(NAME + ".png");
                SamplePicture.write(model, sampler, request.count(), picture);
                files.add(picture);
            }
            return files;
        }
    }

    private static void write(PriorSampler sampler, int count, ExampleWriter writer) throws IOException {
        for (int first = 0; first < count; first += BATCH) {
            int row = first;
            for (float[] values : sampler.draw(first, Math.min(BATCH, count - first))) {
                writer.write(row++, values);
            }
        }
        writer.commit();
    }
}
