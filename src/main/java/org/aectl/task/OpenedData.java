package org.aectl.task;

import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.base.Activity;
import org.aectl.base.Counts;
import org.aectl.base.Warnings;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batches;
import org.aectl.data.cache.DataCache;
import org.aectl.data.prepare.ExampleStatistics;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's examples, read and split.
 *
 * @param loaded all of them, unsplit
 */
public record OpenedData(ExperimentConfig config, Dataset loaded, Splits splits) {

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

    /** Fits the scaling of the training rows: {@link FittedScaling#of}. */
    public FittedScaling fitScaling() {
        Examples training = splits.training();
        return FittedScaling.of(config, shape(), training.columns(), new ExampleStatistics(training));
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
}
