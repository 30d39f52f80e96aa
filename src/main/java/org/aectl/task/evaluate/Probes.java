package org.aectl.task.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.aectl.data.ClassNames;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.classifier.Classifier;
import org.aectl.eval.classifier.LinearProbe;
import org.aectl.eval.classifier.NearestNeighbours;
import org.aectl.eval.linear.PrincipalComponents;
import org.aectl.infer.TrainedModel;
import org.aectl.task.LabelRules;
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
    /** With more, a linear probe takes minutes, and so do as many weights and logits. */
    private static final int MOST_CLASSES = 1000;

    private static final long MOST_WEIGHTS = 1L << 22;
    private static final long MOST_LOGITS = 1L << 27;

    /** What the classifiers are given of the batches' examples. */
    private record View(String name, String description, int size, Function<Batch, float[]> rows) {}

    /**
     * Why classes cannot be told.
     *
     * @return empty where they can
     */
    static Optional<String> obstacle(TrainedModel model, Batches evaluated, Batches training) {
        Examples known = LabelRules.labelled(training.examples());
        if (model.checkpoint().config().model().isConditional()) {
            return Optional.of("the encoder of a conditional model is told the label");
        } else if (!known.labelled()
                || ClassNames.named(evaluated.examples().classes()).isEmpty()) {
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
     * @param warnings told what is left out, and why
     */
    static Probes of(
            TrainedModel model,
            Batches evaluated,
            Batches training,
            @Nullable PrincipalComponents components,
            int mostRows,
            Consumer<String> warnings) {
        long seed = model.checkpoint().config().seed();
        Examples known = SelectedExamples.drawn(LabelRules.labelled(training.examples()), mostRows, seed);
        int[] labels = labels(known);
        int[] expected = expected(evaluated.examples(), known.classes(), labels);
        Batches rows = model.batches(
                known,
                "the training rows",
                model.checkpoint().config().training().batchSize());
        Map<String, Double> knn = new LinkedHashMap<>();
        Map<String, Double> linear = new LinkedHashMap<>();
        for (View view : views(model, components)) {
            long values = (long) known.count() * view.size;
            if (values > mostValues()) {
                warnings.accept(String.format(
                        Locale.ROOT,
                        "telling classes by %s is left out, because %,d rows of %,d values take too much memory",
                        view.description,
                        known.count(),
                        view.size));
                continue;
            }
            boolean isLinear = isLinear(known, view.size);
            if (!isLinear) {
                warnings.accept(String.format(
                        Locale.ROOT,
                        "the linear probe of %s is left out, because %,d classes of %,d values take too long to learn",
                        view.description,
                        known.classes().size(),
                        view.size));
            }
            accuracy(view, rows, labels, evaluated, expected, isLinear, knn, linear);
        }
        int examples = (int) Arrays.stream(expected).filter(label -> label >= 0).count();
        return new Probes(NEIGHBOURS, known.count(), seed, examples, knn, linear);
    }

    private static List<View> views(TrainedModel model, @Nullable PrincipalComponents components) {
        List<View> views = new ArrayList<>(
                List.of(new View(RAW, "the raw data", model.autoencoder().features(), Batch::features)));
        if (components != null) {
            views.add(new View(PCA, "PCA", components.components(), components::codes));
        }
        views.add(new View(
                CODE,
                "the code",
                model.autoencoder().codeSize(),
                model.autoencoder().codec()::encode));
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
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < isLearnt.length; number++) {
            if (isLearnt[number]) {
                numbers.put(classes.get(number), number);
            }
        }
        int[] known = examples.classes().stream()
                .mapToInt(name -> numbers.getOrDefault(name, -1))
                .toArray();
        return Arrays.stream(labels(examples)).map(label -> known[label]).toArray();
    }

    /** A quarter of the memory, in 32-bit numbers. */
    private static long mostValues() {
        return Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 16);
    }

    private static boolean isLinear(Examples known, int size) {
        long classes = known.classes().size();
        return classes <= MOST_CLASSES
                && classes * (size + 1L) <= MOST_WEIGHTS
                && classes * known.count() <= MOST_LOGITS;
    }

    private static void accuracy(
            View view,
            Batches known,
            int[] labels,
            Batches evaluated,
            int[] expected,
            boolean isLinear,
            Map<String, Double> knn,
            Map<String, Double> linear) {
        float[] rows = all(view, known);
        LinearProbe probe = isLinear
                ? LinearProbe.fit(rows, labels, known.examples().classes().size())
                : null;
        try (NearestNeighbours nearest = new NearestNeighbours(rows, labels, NEIGHBOURS)) {
            int nearestHits = 0;
            int linearHits = 0;
            for (Batch batch : evaluated.inOrder()) {
                float[] queries = view.rows.apply(batch);
                nearestHits += hits(nearest, queries, batch, expected);
                linearHits += probe == null ? 0 : hits(probe, queries, batch, expected);
            }
            double examples =
                    Arrays.stream(expected).filter(label -> label >= 0).count();
            knn.put(view.name, nearestHits / examples);
            if (probe != null) {
                linear.put(view.name, linearHits / examples);
            }
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
