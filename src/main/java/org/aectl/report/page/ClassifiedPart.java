package org.aectl.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.aectl.data.ClassNames;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.aectl.infer.TrainedClassifier;

/**
 * What a classifier makes of labelled examples.
 *
 * @param confusion of the examples whose class it knows
 * @param worst examples that it takes for another class with the highest probability, the highest first
 * @param unknown names of labels that it does not know, so that nothing is said of their examples
 */
record ClassifiedPart(ConfusionMatrix confusion, List<Mistake> worst, List<String> unknown) {
    private static final int SHOWN = 24;
    private static final int NO_CLASS = -1;

    /**
     * An example that is taken for another class.
     *
     * @param place among the examples
     * @param actual number of its class
     * @param predicted number of the class that it is taken for
     * @param probability of that one
     */
    record Mistake(int place, int actual, int predicted, double probability) {
        private static final Comparator<Mistake> MILDEST_FIRST = Comparator.comparingDouble(Mistake::probability)
                .thenComparing(Comparator.comparingInt(Mistake::place).reversed());
    }

    /** Classifies, batch by batch. */
    static ClassifiedPart of(TrainedClassifier model, Examples examples, String name, int batchSize) {
        List<String> classes = model.checkpoint().classes();
        int[] known = known(examples, classes);
        int[][] counts = new int[classes.size()][classes.size()];
        PriorityQueue<Mistake> worst = new PriorityQueue<>(Mistake.MILDEST_FIRST);
        for (Batch batch : model.batches(examples, name, batchSize).inOrder()) {
            double[] probabilities = model.classifier().probabilities(batch);
            for (int i = 0; i < batch.count(); i++) {
                int place = batch.rows()[i];
                int actual = examples.hasLabel(place) ? known[examples.label(place)] : NO_CLASS;
                if (actual == NO_CLASS) {
                    continue;
                }
                int first = i * classes.size();
                int predicted = ConfusionMatrix.mostProbable(probabilities, first, classes.size());
                counts[actual][predicted]++;
                if (predicted != actual) {
                    worst.add(new Mistake(place, actual, predicted, probabilities[first + predicted]));
                    if (worst.size() > SHOWN) {
                        worst.remove();
                    }
                }
            }
        }
        List<Mistake> ranked = new ArrayList<>(worst);
        ranked.sort(Mistake.MILDEST_FIRST.reversed());
        return new ClassifiedPart(new ConfusionMatrix(classes, counts), ranked, unknown(examples, known));
    }

    /** The classifier's numbers of the examples' classes. */
    private static int[] known(Examples examples, List<String> classes) {
        Map<String, Integer> numbers = ClassNames.numbers(classes);
        return examples.classes().stream()
                .mapToInt(name -> numbers.getOrDefault(ClassNames.plain(name), NO_CLASS))
                .toArray();
    }

    private static List<String> unknown(Examples examples, int[] known) {
        if (Arrays.stream(known).noneMatch(number -> number == NO_CLASS)) {
            return List.of();
        }
        return IntStream.range(0, examples.count())
                .filter(examples::hasLabel)
                .map(examples::label)
                .filter(label -> known[label] == NO_CLASS)
                .distinct()
                .sorted()
                .mapToObj(examples.classes()::get)
                .toList();
    }
}
