package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.Activity;
import org.aectl.infer.sampling.Codes;
import org.aectl.output.ExampleFormat;
import org.aectl.output.ExampleWriter;
import org.aectl.run.checkpoint.Checkpoint;

/** What a model's decoder makes of codes, in the units of the data, batch by batch. */
public record CodesToExamples(TrainedModel model) {
    private static final int BATCH = 256;

    /**
     * Decodes all codes and writes each with its number.
     *
     * @param file as {@link ExampleFormat#path} gave it
     */
    public void write(Codes codes, ExampleFormat format, Path file) throws IOException {
        Checkpoint checkpoint = model.checkpoint();
        try (ExampleWriter writer = format.writer(
                file,
                codes.count(),
                checkpoint.shape(),
                checkpoint.columns(),
                checkpoint.config().data().source(),
                checkpoint.rawRange())) {
            Activity.step(activity(codes), () -> {
                for (int first = 0; first < codes.count(); first += BATCH) {
                    int row = first;
                    for (float[] values : batch(codes, first)) {
                        writer.write(row++, values);
                    }
                }
                writer.commit();
            });
        }
    }

    /** Decodes all codes, which must be few enough to be held in memory. */
    public List<float[]> all(Codes codes) {
        return Activity.during(activity(codes), () -> {
            List<float[]> examples = new ArrayList<>();
            while (examples.size() < codes.count()) {
                examples.addAll(batch(codes, examples.size()));
            }
            return examples;
        });
    }

    private static String activity(Codes codes) {
        return String.format(Locale.ROOT, "decoding %,d codes", codes.count());
    }

    private List<float[]> batch(Codes codes, int first) {
        int units = model.autoencoder().codeSize();
        int[] labels = new int[Math.min(BATCH, codes.count() - first)];
        float[] values = new float[Math.multiplyExact(labels.length, units)];
        for (int i = 0; i < labels.length; i++) {
            codes.read(first + i, values, i * units);
            labels[i] = codes.label(first + i);
        }
        return model.raw(model.autoencoder().codec().decode(values, labels));
    }
}
