package org.aectl.task;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.aectl.base.Activity;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.cache.DataCache;
import org.aectl.data.prepare.ExampleStatistics;
import org.aectl.data.prepare.Resolution;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.aectl.data.source.UnlikeRanges;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's examples, read and split.
 *
 * @param loaded all of them, unsplit
 * @param statistics of the training rows, which are read when somebody asks
 */
public record OpenedData(ExperimentConfig config, Dataset loaded, Splits splits, ExampleStatistics statistics) {

    public OpenedData(ExperimentConfig config, Dataset loaded, Splits splits) {
        this(config, loaded, splits, new ExampleStatistics(splits.training()));
    }

    /**
     * Reads them.
     *
     * @param learnt columns that a model was trained on; none for one that is to be trained
     */
    public static OpenedData open(ExperimentConfig config, Columns learnt, @Nullable DataCache cache) {
        DataConfig data = config.data();
        Dataset loaded = Activity.during(
                "reading the data of " + config.name(),
                () -> Sources.open(
                        Sources.named(data.source(), learnt),
                        data.limit(),
                        config.seed(),
                        cache,
                        data.missing(),
                        learnt));
        Splits splits = Splits.of(loaded, data, config.seed());
        LabelRules.check(config, splits);
        return new OpenedData(config, loaded, splits);
    }

    /** Says what a user should know who sees these data for the first time. */
    public void tell() {
        loaded.notices().forEach(Warnings::tell);
        if (splits.leftOut() > 0) {
            Examples test = loaded.test();
            Warnings.tell("data.missing drop: %d of %s left out, because a value is missing"
                    .formatted(
                            splits.leftOut(),
                            Counts.are(loaded.training().count() + (test == null ? 0 : test.count()), "row")));
        }
    }

    public ExampleShape shape() {
        return splits.training().shape();
    }

    /** Fits it, and says where it does not suit the data. */
    public Scaling fitScaling() {
        DataConfig.Scale scale = config.data().scale();
        Scaling scaling = Activity.during(
                "fitting the scaling of the data",
                () -> Scaling.fit(statistics, scale, config.data().missing()));
        // What is no probability is refused below.
        boolean mustBeProbabilities = config.model().reconstruction() == ModelConfig.Reconstruction.BERNOULLI;
        if (scale != DataConfig.Scale.NONE || !mustBeProbabilities) {
            UnlikeRanges.warning(statistics, shape(), splits.training().columns(), scale)
                    .ifPresent(Warnings::tell);
        }
        if (!shape().isImage()) {
            Resolution.warning(statistics, splits.training().columns()).ifPresent(Warnings::tell);
        }
        return scaling;
    }

    /** The range of the training examples as the network sees them. */
    public ValueRange scaledRange(Scaling scaling) {
        return config.data().binarize() == DataConfig.Binarize.NONE
                ? Activity.during("finding the range of the scaled data", () -> scaling.scaledRange(statistics))
                : new ValueRange(0, 1);
    }

    public Batches batches(Examples examples, Scaling scaling) {
        return batches(examples, scaling, config.seed());
    }

    /** Batches whose order and draws follow from another seed than the experiment's. */
    Batches batches(Examples examples, Scaling scaling, long seed) {
        return new Batches(
                examples, scaling, config.data().binarize(), config.training().batchSize(), seed);
    }

    /** Rows of each split, by its name. */
    public Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        rows.put("training", splits.training().count());
        if (splits.validation() != null) {
            rows.put("validation", splits.validation().count());
        }
        if (splits.test() != null) {
            rows.put("test", splits.test().count());
        }
        return rows;
    }

    /**
     * Refuses training examples that the model's likelihood is not defined for.
     *
     * @param batches of the training split
     */
    public void checkRange(Batches batches) {
        if (config.model().reconstruction() != ModelConfig.Reconstruction.BERNOULLI) {
            return;
        }
        Activity.step("looking whether the training data are in [0,1]", () -> {
            for (Batch batch : batches.inOrder()) {
                checkRange(batch);
            }
        });
    }

    private void checkRange(Batch batch) {
        for (float value : batch.features()) {
            if (!(value >= 0 && value <= 1)) {
                throw new InvalidInputException("model.reconstruction bernoulli needs values in [0,1], but the"
                        + " training data hold " + value + " with data.scale "
                        + config.data().scale().name().toLowerCase(Locale.ROOT)
                        + "; use data.scale unit or minmax, or model.reconstruction gaussian");
            }
        }
    }
}
