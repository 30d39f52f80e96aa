package org.aectl.task.finetune;

import java.util.Locale;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.eval.classifier.LinearProbe;
import org.jspecify.annotations.Nullable;

/** Logistic regression on scaled features: what a classifier of few labels is worth without any network. */
final class LogisticBaseline {
    /** Weights times rows: a minute of one core. */
    private static final double MOST_MULTIPLICATIONS = 1e9;

    private static final int MOST_CLASSES = 1000;

    private LogisticBaseline() {}

    /**
     * Learns from the examples that the classifier learns from.
     *
     * @param warnings told where it is left out
     * @return its accuracy on the test split; null where it would cost too much
     */
    static @Nullable Double accuracy(FinetuneSetup setup, Consumer<String> warnings) {
        Examples training = setup.data().training();
        int classes = training.classes().size();
        int size = training.shape().size();
        double products = (double) training.count() * size * classes;
        if (products > MOST_MULTIPLICATIONS || classes > MOST_CLASSES) {
            warnings.accept(String.format(
                    Locale.ROOT,
                    "logistic regression on the features is left out, because %,d examples of %,d values and %,d classes"
                            + " take too long to learn",
                    training.count(),
                    size,
                    classes));
            return null;
        }
        return Activity.during(
                String.format(
                        Locale.ROOT, "learning logistic regression on the features of %,d examples", training.count()),
                () -> accuracy(setup, training, classes, size));
    }

    private static double accuracy(FinetuneSetup setup, Examples training, int classes, int size) {
        float[] rows = new float[training.count() * size];
        int[] labels = new int[training.count()];
        int next = 0;
        for (Batch batch : setup.batches(training).inOrder()) {
            System.arraycopy(batch.features(), 0, rows, next * size, batch.features().length);
            System.arraycopy(batch.labels(), 0, labels, next, batch.count());
            next += batch.count();
        }
        LinearProbe regression = LinearProbe.ofFeaturesAsTheyAre(rows, labels, classes);
        long hits = 0;
        for (Batch batch : setup.testBatches().inOrder()) {
            int[] found = regression.classify(batch.features());
            for (int i = 0; i < found.length; i++) {
                hits += found[i] == batch.labels()[i] ? 1 : 0;
            }
        }
        return (double) hits / setup.data().test().count();
    }
}
