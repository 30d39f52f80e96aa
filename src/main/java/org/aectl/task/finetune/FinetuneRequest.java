package org.aectl.task.finetune;

import java.nio.file.Path;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.run.RunReference;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier is made of.
 *
 * @param parent run whose encoder is taken
 * @param data with labels, a path or a set's name; null for the run's own
 * @param labelsFrom column or file that has the labels of {@code data}; null where the data say it themselves
 * @param frozen whether only the head learns
 * @param labels labelled examples to draw of each class; null for all that there are
 * @param epochs passes over the labelled examples; null for as many as {@link FinetuneTask} finds right
 * @param headEpochs the first of them, in which only the head learns; null for half of them where few labels are drawn
 * @param batchSize examples of a step, at least 1
 * @param learningRate of Adam, above 0
 * @param seed of the draw of labels, the order of the examples and random weights
 * @param baseline whether the same network is trained from random weights too
 * @param output folder of all runs
 * @param name of the classifier's run; null for the parent's with {@code -classifier}
 * @param force whether an older run of the same name may be thrown away
 * @param commandLine the words the program was started with, for the manifest
 */
public record FinetuneRequest(
        RunReference parent,
        @Nullable String data,
        @Nullable String labelsFrom,
        boolean frozen,
        @Nullable Integer labels,
        @Nullable Integer epochs,
        @Nullable Integer headEpochs,
        int batchSize,
        double learningRate,
        long seed,
        boolean baseline,
        Path output,
        @Nullable String name,
        boolean force,
        List<String> commandLine) {
    /**
     * Refuses more epochs of the head than there are.
     *
     * @throws InvalidInputException if there are
     */
    public static void checkHeadEpochs(int headEpochs, int epochs) {
        if (headEpochs > epochs) {
            throw new InvalidInputException(
                    "--head-epochs must be at most the number of epochs, " + epochs + ", was " + headEpochs);
        }
    }
}
