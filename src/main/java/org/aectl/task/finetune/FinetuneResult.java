package org.aectl.task.finetune;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import org.aectl.eval.Spread;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.aectl.run.checkpoint.TestAccuracy;
import org.jspecify.annotations.Nullable;

/**
 * What became of a fine-tuning.
 *
 * @param run name of the classifier's run
 * @param folder of this run
 * @param parent name of the run whose encoder it has
 * @param frozen whether only the head learnt
 * @param labelsPerClass labelled examples that were drawn of each class; 0 where all were used
 * @param trainingExamples that it learnt from
 * @param steps of each training
 * @param bestEpoch that the classifier's weights come from
 * @param testExamples that it was measured on
 * @param accuracy share of these whose class is found
 * @param accuracyFromScratch the same of the network from random weights; null, and left out of the JSON, without it
 * @param accuracyOfRegression the same of logistic regression on the scaled features, learnt from the same examples; null, and
 *     left out of the JSON, where it would cost too much or no baseline is wanted
 * @param gain by how much the first is above the better of the two; null, and left out of the JSON, without either
 * @param standardError of the accuracy: the root of p (1 - p) / n
 * @param confusion of the classifier's classes
 * @param recall see {@link ConfusionMatrix#recall}
 * @param precision see {@link ConfusionMatrix#precision}
 * @param files what a user may want to look at
 */
public record FinetuneResult(
        String run,
        String folder,
        String parent,
        boolean frozen,
        int labelsPerClass,
        int trainingExamples,
        int epochs,
        long steps,
        int bestEpoch,
        long testExamples,
        double accuracy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double accuracyFromScratch,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double accuracyOfRegression,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double gain,

        double standardError,

        ConfusionMatrix confusion,
        List<@Nullable Double> recall,
        List<@Nullable Double> precision,
        List<String> files) {

    static FinetuneResult of(
            FinetuneSetup setup, int bestEpoch, TestAccuracy accuracy, ConfusionMatrix confusion, List<Path> files) {
        Double fromScratch = accuracy.fromScratch();
        Double ofRegression = accuracy.ofRegression();
        double best = Math.max(fromScratch == null ? -1 : fromScratch, ofRegression == null ? -1 : ofRegression);
        return new FinetuneResult(
                String.valueOf(setup.folder().getFileName()),
                setup.folder().toString(),
                setup.request().parent().name(),
                setup.request().frozen(),
                setup.finetuning().labelsPerClass(),
                setup.data().training().count(),
                setup.training().epochs(),
                setup.steps(),
                bestEpoch,
                confusion.examples(),
                accuracy.finetuned(),
                fromScratch,
                ofRegression,
                best < 0 ? null : Double.valueOf(accuracy.finetuned() - best),
                Spread.errorOfShare(accuracy.finetuned(), confusion.examples()),
                confusion,
                confusion.recall(),
                confusion.precision(),
                files.stream().map(Path::toString).toList());
    }
}
