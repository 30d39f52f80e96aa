package org.aectl.task;

import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.FirstExamples;
import org.aectl.data.source.Sources;
import org.aectl.infer.ModelInput;
import org.jspecify.annotations.Nullable;

/**
 * The examples that a trained model is used on.
 *
 * @param name for people and for {@code --json}: a split's name, or the data as the user named them
 */
public record InferenceData(String name, Examples examples) {
    private static final String TEST = "test";
    private static final String TRAINING = "training";

    /**
     * Opens the examples.
     *
     * @param config of the run
     * @param input what its model was trained on
     */
    public static InferenceData open(ExperimentConfig config, ModelInput input, InferenceRequest request) {
        return request.data() == null
                ? of(OpenedData.open(config, input.columns(), request.run().cache()), request)
                : otherData(request.data(), input, request, config).limited(request);
    }

    /** The split of a run's own data, which are open already. */
    public static InferenceData of(OpenedData own, InferenceRequest request) {
        String split = request.split() == null ? TEST : request.split();
        return new InferenceData(split, own.splits().get(split)).limited(request);
    }

    private InferenceData limited(InferenceRequest request) {
        return request.limit() == null ? this : new InferenceData(name, new FirstExamples(examples, request.limit()));
    }

    private static InferenceData otherData(
            String data, ModelInput input, InferenceRequest request, ExperimentConfig config) {
        DataConfig own = config.data();
        Dataset loaded = Activity.during(
                "reading " + data,
                () -> Sources.open(
                        NewData.source(data, own.source(), input.columns()),
                        null,
                        config.seed(),
                        request.run().cache(),
                        own.missing(),
                        input.columns()));
        loaded.notices().forEach(Warnings::tell);
        InferenceData chosen = chosen(data, request.split(), loaded);
        Examples examples = own.missing() == DataConfig.Missing.DROP
                ? NewData.complete(chosen.examples, chosen.name)
                : chosen.examples;
        LabelRules.warnOfMissing(chosen.name, examples);
        input.check(examples, chosen.name);
        input.otherRange(examples, chosen.name).ifPresent(Warnings::tell);
        return new InferenceData(chosen.name, examples);
    }

    private static InferenceData chosen(String data, @Nullable String split, Dataset loaded) {
        if (split == null) {
            return loaded.test() == null
                    ? new InferenceData(data, loaded.training())
                    : new InferenceData(data + " " + TEST, loaded.test());
        }
        if (split.equals(TEST) && loaded.test() != null) {
            return new InferenceData(data + " " + TEST, loaded.test());
        }
        if (split.equals(TRAINING)) {
            return new InferenceData(data + " " + TRAINING, loaded.training());
        }
        throw new InvalidInputException(data + ": has no split " + split + "; it has " + TRAINING
                + (loaded.test() == null ? "" : " and " + TEST));
    }
}
