package org.aectl.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.aectl.data.Batch;
import org.aectl.data.Batches;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.eval.Classifier;
import org.aectl.eval.LinearProbe;
import org.aectl.eval.NearestNeighbours;
import org.aectl.eval.PrincipalComponents;
import org.aectl.infer.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * How well the classes of examples are told from the code, from as many principal components and from the scaled data
 * themselves, by classifiers that learn from the run's training rows.
 *
 * @param neighbours k of the nearest neighbours
 * @param knownRows labelled training rows that the classifiers learnt from
 * @param seed of their draw, where these are not all training rows
 * @param examples that were classified: those of the classes that the training rows have
 * @param knn share that {@link NearestNeighbours} classify rightly, by what they look at: raw, pca, code
 * @param linear share that a {@link LinearProbe} classifies rightly, likewise
 */
public record Probes(
        int neighbours, int knownRows, long seed, int examples, Map<String, Double> knn, Map<String, Double> linear) {
    public static final String RAW = "raw";
    public static final String PCA = "pca";
    public static final String CODE = "code";

    private static final int NEIGHBOURS = 5;

    /** What the classifiers are given of the batches' examples. */
    private record View(String name, Function<Batch, float[]> rows) {}

    private record Accuracy(double knn, double linear) {}

    /**
     * Why classes cannot be told.
     *
     * @return empty where they can
     */
    static Optional<String> obstacle(TrainedModel model, Batches evaluated, Batches training) {
        Examples known = training.examples();
        if (model.checkpoint().config().model().isConditional()) {
            return Optional.of("the encoder of a conditional model is told the label");
        } else if (!known.labelled() || !evaluated.examples().labelled()) {
            return Optional.of("there are no labels");
        }
        int[] labels = labels(known);
        if (Arrays.stream(labels).distinct().count() < 2 || labels.length < NEIGHBOURS) {
            return Optional.of("the run's training rows are too few or of one class");
        }
        boolean isAnyKnown = Arrays.stream(expected(evaluated.examples(), known.classes(), labels))
                .anyMatch(label -> label >= 0);
        return isAnyKnown ? Optional.empty() : Optional.of("the examples are of other classes than the training rows");
    }

    /**
     * Classifies examples, where there is no {@link #obstacle}.
     *
     * @param evaluated in batches as the model takes them
     * @param training the run's training rows, likewise
     * @param mostRows training rows to learn from at most
     */
    static Probes of(
            TrainedModel model,
            Batches evaluated,
            Batches training,
            @Nullable PrincipalComponents components,
            int mostRows) {
        long seed = model.checkpoint().config().seed();
        Examples known = SelectedExamples.drawn(training.examples(), mostRows, seed);
        int[] labels = labels(known);
        int[] expected = expected(evaluated.examples(), known.classes(), labels);
        Batches rows = model.batches(
                known,
                "the training rows",
                model.checkpoint().config().training().batchSize());
        Map<String, Double> knn = new LinkedHashMap<>();
        Map<String, Double> linear = new LinkedHashMap<>();
        for (View view : views(model, components)) {
            Accuracy accuracy = accuracy(view, rows, labels, evaluated, expected);
            knn.put(view.name, accuracy.knn);
            linear.put(view.name, accuracy.linear);
        }
        int examples = (int) Arrays.stream(expected).filter(label -> label >= 0).count();
        return new Probes(NEIGHBOURS, known.count(), seed, examples, knn, linear);
    }

    private static List<View> views(TrainedModel model, @Nullable PrincipalComponents components) {
        List<View> views = new ArrayList<>(List.of(new View(RAW, Batch::features)));
        if (components != null) {
            views.add(new View(PCA, components::codes));
        }
        views.add(new View(CODE, model.autoencoder()::encode));
        return views;
    }

    private static int[] labels(Examples examples) {
        return IntStream.range(0, examples.count()).map(examples::label).toArray();
    }

    /** Class numbers as the training rows have them; -1 for a class that is not among those learnt from. */
    private static int[] expected(Examples examples, List<String> classes, int[] learnt) {
        boolean[] isLearnt = new boolean[classes.size()];
        for (int label : learnt) {
            isLearnt[label] = true;
        }
        int[] numbers = examples.classes().stream()
                .mapToInt(classes::indexOf)
                .map(number -> number >= 0 && isLearnt[number] ? number : -1)
                .toArray();
        return Arrays.stream(labels(examples)).map(label -> numbers[label]).toArray();
    }

    private static Accuracy accuracy(View view, Batches known, int[] labels, Batches evaluated, int[] expected) {
        float[] rows = all(view, known);
        int classes = known.examples().classes().size();
        LinearProbe linear = LinearProbe.fit(rows, labels, classes);
        try (NearestNeighbours nearest = new NearestNeighbours(rows, labels, NEIGHBOURS)) {
            int nearestHits = 0;
            int linearHits = 0;
            for (Batch batch : evaluated.inOrder()) {
                float[] queries = view.rows.apply(batch);
                nearestHits += hits(nearest, queries, batch, expected);
                linearHits += hits(linear, queries, batch, expected);
            }
            double examples =
                    Arrays.stream(expected).filter(label -> label >= 0).count();
            return new Accuracy(nearestHits / examples, linearHits / examples);
        }
    }

    private static float[] all(View view, Batches batches) {
        float[] all = new float[0];
        int next = 0;
        for (Batch batch : batches.inOrder()) {
            float[] rows = view.rows.apply(batch);
            if (next == 0) {
                int size = rows.length / batch.count();
                all = new float[Math.multiplyExact(batches.examples().count(), size)];
            }
            System.arraycopy(rows, 0, all, next, rows.length);
            next += rows.length;
        }
        return all;
    }

    private static int hits(Classifier classifier, float[] queries, Batch batch, int[] expected) {
        int[] found = classifier.classify(queries);
        int hits = 0;
        for (int i = 0; i < found.length; i++) {
            hits += found[i] == expected[batch.rows()[i]] ? 1 : 0;
        }
        return hits;
    }
}
