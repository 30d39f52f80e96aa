package org.aectl.task.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.file.DurableFolder;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.code.Posterior;
import org.aectl.output.CodeFormat;
import org.aectl.output.CodeWriter;
import org.aectl.task.Inference;
import org.aectl.task.InferenceEngine;
import org.aectl.task.InferenceRequest;
import org.aectl.task.InferenceRows;
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
    public static EmbedResult run(InferenceEngine engine, EmbedRequest what, Path output, Consumer<String> warnings)
            throws IOException {
        try (Inference inference = engine.open(what.inference())) {
            TrainedRun<TrainedModel> run = inference.run();
            if (what.withVariance()) {
                checkVariance(run.model(), run.name());
            }
            EncodedLayer layer = EncodedLayer.of(run.model(), what.layer());
            try (ProjectedCodes projected = what.projection() == null
                    ? null
                    : new ProjectedCodes(
                            what.projection(), what, layer, inference.here().orElseThrow())) {
                List<Path> files = new ArrayList<>(inference.found(output, write(what, inference, output)));
                if (projected != null) {
                    files.addAll(projected.write(output, warnings));
                }
                return new EmbedResult(inference.name(), inference.count(), layer.units(), files);
            }
        }
    }

    private static List<Path> write(EmbedRequest what, Inference inference, Path output) throws IOException {
        String layer = what.layer();
        boolean withVariance = what.withVariance();
        CodeFormat format = what.format();
        List<String[]> files = inference.each(
                (rows, folder) -> write(rows, EncodedLayer.of(rows.model(), layer), withVariance, format, folder),
                output);
        return Stream.of(files.get(0)).map(Path::of).toList();
    }

    /**
     * Refuses to write a variance that a code does not have.
     *
     * @param run name of the run
     * @throws InvalidInputException if the model is not variational
     */
    private static void checkVariance(TrainedModel model, String run) {
        if (!model.autoencoder().hasPosterior()) {
            throw new InvalidInputException(run
                    + ": --with-variance needs a variational model, but this one is of type "
                    + EnumNames.of(model.checkpoint().config().model().type()));
        }
    }

    private static String[] write(
            InferenceRows rows, EncodedLayer layer, boolean withVariance, CodeFormat format, Path folder)
            throws IOException {
        Batches batches = rows.batches();
        DurableFolder.create(folder);
        try (CodeWriter writer = format.writer(folder, rows.examples(), layer.units(), withVariance)) {
            return Activity.during(
                    String.format(
                            Locale.ROOT,
                            "encoding %,d examples",
                            rows.examples().count()),
                    () -> {
                        rows.forEach(
                                batches,
                                (autoencoder, batch) -> codes(autoencoder, layer, batch, withVariance),
                                (batch, codes) -> writer.write(batch.rows(), codes.values(), codes.logVariances()));
                        return writer.commit().stream().map(Path::toString).toArray(String[]::new);
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
