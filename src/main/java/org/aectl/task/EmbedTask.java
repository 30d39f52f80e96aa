package org.aectl.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.config.InvalidInputException;
import org.aectl.config.Words;
import org.aectl.data.Batch;
import org.aectl.data.PrefetchingIterator;
import org.aectl.infer.CodeFormat;
import org.aectl.infer.CodeWriter;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.CodeDistribution;
import org.aectl.model.LayerPlan;
import org.jspecify.annotations.Nullable;

/** Sends examples through the encoder and writes their codes, batch by batch. */
public final class EmbedTask {
    /** Batches that are read while another one is encoded. */
    private static final int AHEAD = 2;

    private static final float[] NONE = {};

    private EmbedTask() {}

    /**
     * What is written.
     *
     * @param layer whose values are written instead of the code; null for the code
     * @param withVariance whether the log-variances of a variational code are written too
     */
    public record What(InferenceRequest inference, @Nullable String layer, boolean withVariance, CodeFormat format) {}

    /**
     * What was done.
     *
     * @param data the split or data that was embedded
     * @param units numbers of a code
     */
    public record Summary(String data, int examples, int units, List<Path> files) {}

    /**
     * Embeds.
     *
     * @param output folder that the files are written to; made where it is missing
     */
    public static Summary run(What what, Path output) throws IOException {
        try (TrainedModel model = TrainedModel.load(what.inference().run().checkpoint())) {
            check(model, what);
            LayerPlan layer = layer(model, what.layer());
            InferenceData data = InferenceData.open(model.checkpoint().config(), what.inference());
            Iterable<Batch> batches = model.batches(
                            data.examples(), data.name(), what.inference().batchSize())
                    .inOrder();
            Files.createDirectories(output);
            try (CodeWriter writer =
                            what.format().writer(output, data.examples(), layer.outputs(), what.withVariance());
                    PrefetchingIterator<Batch> ahead = new PrefetchingIterator<>(batches.iterator(), AHEAD)) {
                while (ahead.hasNext()) {
                    write(model.autoencoder(), layer, ahead.next(), what.withVariance(), writer);
                }
                return new Summary(data.name(), data.examples().count(), layer.outputs(), writer.commit());
            }
        }
    }

    private static void check(TrainedModel model, What what) {
        if (!what.withVariance()) {
            return;
        }
        String run = what.inference().run().name();
        if (what.layer() != null) {
            throw new InvalidInputException(
                    run + ": --with-variance is of the code, so it cannot be used with --layer");
        }
        if (!model.autoencoder().isVariational()) {
            throw new InvalidInputException(run
                    + ": --with-variance needs a variational model, but this one is of type "
                    + Words.of(model.checkpoint().config().model().type()));
        }
    }

    private static LayerPlan layer(TrainedModel model, @Nullable String name) {
        List<LayerPlan> layers = model.autoencoder().plan().layers().toList();
        if (name == null) {
            List<LayerPlan> encoder = model.autoencoder().plan().encoder();
            return encoder.get(encoder.size() - 1);
        }
        return layers.stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("--layer must be one of "
                        + String.join(", ", layers.stream().map(LayerPlan::name).toList()) + ", was " + name));
    }

    private static void write(
            Autoencoder autoencoder, LayerPlan layer, Batch batch, boolean withVariance, CodeWriter writer)
            throws IOException {
        if (!withVariance) {
            writer.write(batch.rows(), autoencoder.activations(batch, layer.name()), NONE);
            return;
        }
        CodeDistribution codes = autoencoder.distribution(batch);
        writer.write(batch.rows(), floats(codes.means()), floats(codes.logVariances()));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
