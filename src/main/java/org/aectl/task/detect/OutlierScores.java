package org.aectl.task.detect;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.aectl.data.batch.Batch;
import org.aectl.eval.linear.PrincipalComponents;
import org.aectl.eval.linear.SquaredErrors;
import org.aectl.eval.linear.StandardizedNorm;
import org.aectl.output.ExampleWriter;
import org.aectl.task.InferenceRows;
import org.jspecify.annotations.Nullable;

/**
 * The scores of some examples, each an array with a number for each example.
 *
 * @param model the model's own
 * @param baselines those that need no model, by name; empty where the run's training rows cannot be read
 * @param components how many principal components there were; null likewise, and where they would cost too much
 */
record OutlierScores(
        double[] model,
        Map<String, double[]> baselines,
        @Nullable Integer components) {
    static final String MODEL = "model";
    private static final String NORM = "squaredNorm";
    private static final String PCA = "pca";

    /** Scores without a model, fitted on training rows. */
    record Baselines(StandardizedNorm norm, @Nullable PrincipalComponents components) {}

    /**
     * Scores examples, batch by batch.
     *
     * @param fitted null to leave them out
     * @param features takes the squared error of each feature; null to leave that out
     */
    static OutlierScores of(
            InferenceRows rows, OutlierScorer scorer, @Nullable Baselines fitted, @Nullable ExampleWriter features)
            throws IOException {
        int count = rows.examples().count();
        double[] model = new double[count];
        Map<String, double[]> baselines = new LinkedHashMap<>();
        for (Batch batch : rows.batches().inOrder()) {
            int first = batch.rows()[0];
            System.arraycopy(scorer.of(batch, rows.firstRow()), 0, model, first, batch.count());
            if (fitted != null) {
                put(baselines, NORM, count, first, fitted.norm().of(batch));
                if (fitted.components() != null) {
                    put(baselines, PCA, count, first, fitted.components().squaredErrors(batch));
                }
            }
            if (features != null) {
                write(batch, scorer, features);
            }
        }
        PrincipalComponents components = fitted == null ? null : fitted.components();
        return new OutlierScores(model, baselines, components == null ? null : components.components());
    }

    private static void put(Map<String, double[]> columns, String name, int count, int first, double[] values) {
        System.arraycopy(values, 0, columns.computeIfAbsent(name, added -> new double[count]), first, values.length);
    }

    private static void write(Batch batch, OutlierScorer scorer, ExampleWriter features) throws IOException {
        float[] errors = SquaredErrors.perFeature(
                batch, scorer.model().autoencoder().codec().reconstruct(batch));
        int size = errors.length / batch.count();
        for (int i = 0; i < batch.count(); i++) {
            features.write(batch.rows()[i], Arrays.copyOfRange(errors, i * size, (i + 1) * size));
        }
    }

    /** A score's name for people. */
    static String title(String name, @Nullable Integer components) {
        return switch (name) {
            case NORM -> "squared norm";
            case PCA -> "PCA, " + components + (Objects.equals(components, 1) ? " component" : " components");
            default -> name;
        };
    }

    /** All of them by name, the model's first. */
    Map<String, double[]> byName() {
        Map<String, double[]> all = new LinkedHashMap<>();
        all.put(MODEL, model);
        all.putAll(baselines);
        return all;
    }
}
