package org.aectl.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aectl.model.objective.Losses;
import org.jspecify.annotations.Nullable;

/**
 * What an epoch came to.
 *
 * @param stage name of the stage it belongs to
 * @param stageEpoch its number in its stage, from 1
 * @param epoch its number in the whole training, from 1
 * @param learningRate of its last step
 * @param training mean losses over its steps, each taken before the step
 * @param validation losses on the validation split after the epoch; null where there is none
 */
public record EpochReport(
        String stage,
        int stageEpoch,
        int epoch,
        double learningRate,
        Losses training,
        @Nullable Losses validation) {
    private static final String TRAINING = "training";
    private static final String VALIDATION = "validation";

    /** All losses by name: {@code training.loss}, {@code training.reconstruction}, ..., {@code validation.loss}, ... */
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        add(metrics, TRAINING, training);
        if (validation != null) {
            add(metrics, VALIDATION, validation);
        }
        return metrics;
    }

    /** The keys of {@link #metrics}, before there is a report. */
    public static List<String> metricNames(List<String> lossParts, boolean validated) {
        return Stream.of(TRAINING, VALIDATION)
                .filter(split -> validated || split.equals(TRAINING))
                .flatMap(split ->
                        Stream.concat(Stream.of("loss"), lossParts.stream()).map(part -> split + "." + part))
                .toList();
    }

    private static void add(Map<String, Double> metrics, String split, Losses losses) {
        metrics.put(split + ".loss", losses.total());
        losses.parts().forEach((part, value) -> metrics.put(split + "." + part, value));
    }
}
