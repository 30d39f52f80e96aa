package org.aectl.task.detect;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.aectl.base.InvalidInputException;
import org.aectl.eval.ThresholdRule;
import org.aectl.task.Inference;
import org.jspecify.annotations.Nullable;

/**
 * A threshold, and what it was fitted on.
 *
 * @param fittedOn as in {@link DetectResult.Threshold}
 * @param rows how many these are
 */
record FittedThreshold(ThresholdRule rule, double value, String fittedOn, int rows) {
    /**
     * Fits one on the scores of the run's validation rows, or of its training rows where there are none.
     *
     * @param rule null for no threshold
     * @return null without a rule that looks at these rows
     * @throws InvalidInputException if it finds none among the scores
     */
    static @Nullable FittedThreshold of(
            @Nullable ThresholdRule rule, ScoreChoice choice, Inference inference, Consumer<String> warnings)
            throws IOException {
        if (rule == null || !rule.isOfTraining()) {
            return null;
        }
        boolean hasValidation = inference.run().config().data().validation() > 0;
        if (!hasValidation) {
            warnings.accept(
                    "--threshold " + rule + " is fitted on the training rows, whose scores are lower than those of"
                            + " rows that the network has not learnt from, so it flags more of these; with data.validation above 0"
                            + " it is fitted on the validation rows");
        }
        double[] scores = inference
                .eachForThreshold((rows, folder) -> choice.of(rows.model()).of(rows))
                .stream()
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double value = rule.threshold(scores);
        if (Double.isNaN(value)) {
            throw new InvalidInputException(
                    "--threshold " + rule + ": the model overflows on rows that it is fitted on, so"
                            + " their scores have no such threshold; use quantile");
        }
        return new FittedThreshold(rule, value, hasValidation ? "validation" : "training", scores.length);
    }
}
