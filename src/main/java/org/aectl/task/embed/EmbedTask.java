package org.aectl.task.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.file.DurableFolder;
import org.aectl.infer.ParallelInference;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.code.Posterior;
import org.aectl.output.CodeFormat;
import org.aectl.output.CodeWriter;
import org.aectl.task.InferenceData;
import org.aectl.task.InferenceRequest;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Sends examples through the encoder and writes their codes, batch by batch. */
public final class EmbedTask {
    private static final float[] NONE = {};

    private EmbedTask() {}

    /**
     * What is written.
     *
     * @param layer whose values are written instead of the code; null for the code
     * @param withVariance whether the log-variances of a variational code are written too
     * @param projection how codes are laid out in a plane as well; null for not at all
     */
    public record EmbedRequest(
            InferenceRequest inference,
            @Nullable String layer,
            boolean withVariance,
            CodeFormat format,
            @Nullable ProjectionRequest projection) {
        public EmbedRequest {
            if (withVariance && layer != null) {
                throw new InvalidInputException("--with-variance is of the code, so it cannot be used with --layer");
            }
        }
    }

    /**
     * What was done.
     *
     * @param data the split or data that was embedded
     * @param units numbers of a code
     */
    public record EmbedResult(String data, int examples, int units, List<Path> files) {}

    /**
     * Of one batch.
     *
     * @param logVariances empty where they are not written
     */
    private record Codes(float[] values, float[] logVariances) {}

    /**
     * Embeds.
     *
     * @param output folder that the files are written to; made where it is missing
     * @param warnings told what is left out
     */
    public static EmbedResult run(EmbedRequest what, Path output, Consumer<String> warnings) throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(what.inference().run())) {
            if (what.withVariance()) {
                checkVariance(run.model(), run.name());
            }
            EncodedLayer layer = EncodedLayer.of(run.model(), what.layer());
            InferenceData data = run.data(what.inference());
            try (ProjectedCodes projected =
                    what.projection() == null ? null : new ProjectedCodes(what.projection(), what, layer, data)) {
                List<Path> files = new ArrayList<>(write(what, layer, data, output));
                if (projected != null) {
                    files.addAll(projected.write(output, warnings));
                }
                return new EmbedResult(data.name(), data.examples().count(), layer.units(), files);
            }
        }
    }

    /**
     * Refuses to write a variance that a code does not have.
     *
     * @param run name of the run
     * @throws InvalidInputException if the model is not variational
     */
    public static void checkVariance(TrainedModel model, String run) {
        if (!model.autoencoder().hasPosterior()) {
            throw new InvalidInputException(run
                    + ": --with-variance needs a variational model, but this one is of type "
                    + EnumNames.of(model.checkpoint().config().model().type()));
        }
    }

    private static List<Path> write(EmbedRequest what, EncodedLayer layer, InferenceData data, Path output)
            throws IOException {
        Batches batches = layer.model()
                .batches(data.examples(), data.name(), what.inference().batchSize());
        DurableFolder.create(output);
        try (CodeWriter writer = what.format().writer(output, data.examples(), layer.units(), what.withVariance());
                ParallelInference inference =
                        new ParallelInference(layer.model().autoencoder())) {
            return Activity.during(
                    String.format(
                            Locale.ROOT,
                            "encoding %,d examples",
                            data.examples().count()),
                    () -> {
                        inference.forEach(
                                batches,
                                (autoencoder, batch) -> codes(autoencoder, layer, batch, what.withVariance()),
                                (batch, codes) -> writer.write(batch.rows(), codes.values(), codes.logVariances()));
                        return writer.commit();
                    });
        }
    }

    private static Codes codes(Autoencoder autoencoder, EncodedLayer layer, Batch batch, boolean withVariance) {
        if (!withVariance) {
            return new Codes(layer.values(autoencoder, batch), NONE);
        }
        Posterior codes = autoencoder.codec().posterior(batch);
        return new Codes(floats(codes.means()), floats(codes.logVariances()));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
