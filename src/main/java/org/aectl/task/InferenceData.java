package org.aectl.task;

import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.FirstExamples;
import org.aectl.data.cache.DataCache;
import org.aectl.data.source.Sources;
import org.aectl.infer.ModelInput;
import org.aectl.infer.Trained;
import org.jspecify.annotations.Nullable;

/**
 * The examples that a trained model is used on.
 *
 * @param name for people and for {@code --json}: a split's name, or the data as the user named them
 */
public record InferenceData(String name, Examples examples) {
    static final String TEST = "test";
    private static final String TRAINING = "training";

    /**
     * Opens other examples than the run's own.
     *
     * @param data a path or a set's name
     * @param split null for the test split, or all of data that have none
     * @param model that they are for
     */
    static InferenceData open(String data, @Nullable String split, Trained model, DataCache cache) {
        DataConfig own = model.config().data();
        ModelInput input = model.input();
        Dataset loaded = Activity.during(
                "reading " + data,
                () -> Sources.open(
                        NewData.source(data, own.source(), input.columns()),
                        null,
                        model.config().seed(),
                        cache,
                        own.missing(),
                        input.columns()));
        loaded.notices().forEach(Warnings::tell);
        InferenceData chosen = chosen(data, split, loaded);
        Examples examples = own.missing() == DataConfig.Missing.DROP
                ? NewData.complete(chosen.examples, chosen.name)
                : chosen.examples;
        LabelRules.warnOfMissing(chosen.name, examples);
        input.check(examples, chosen.name);
        input.otherRange(examples, chosen.name).ifPresent(Warnings::tell);
        return new InferenceData(chosen.name, examples);
    }

    /** The first of them; all without a limit. */
    InferenceData first(@Nullable Integer limit) {
        return limit == null ? this : new InferenceData(name, new FirstExamples(examples, limit));
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
