package org.aectl.task.finetune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.ClassNames;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.KnownClasses;
import org.aectl.data.SelectedExamples;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.LabelDraw;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.aectl.task.LabelRules;
import org.aectl.task.NewData;
import org.aectl.task.OpenedData;
import org.jspecify.annotations.Nullable;

/**
 * The labelled examples that a classifier learns from and is measured on.
 *
 * @param name for people: the data as the user named them, or the run whose own they are
 * @param config of the run whose encoder is taken, with these data
 * @param files that they were read from
 * @param training those that it learns from
 * @param validation those that decide which epoch is the best; null where there are none. Where only some labels are
 *     drawn there are none: a user with that few has no others to choose by either
 * @param test those that it is measured on
 */
record FinetuneData(
        String name,
        ExperimentConfig config,
        List<DataFile> files,
        Examples training,
        @Nullable Examples validation,
        Examples test) {
    /** Of more, the table of which is taken for which has more than 64 million numbers. */
    private static final int MOST_CLASSES = 8000;

    /**
     * Opens the examples.
     *
     * @param own config of the run whose encoder is taken
     * @param learnt columns that it was trained on
     * @throws InvalidInputException if they lack labels or a test split, or a class has too few examples
     */
    static FinetuneData open(ExperimentConfig own, Columns learnt, FinetuneRequest request) {
        OpenedData data = request.data() == null
                ? OpenedData.open(own, learnt, request.parent().cache())
                : other(request.data(), learnt, request, own);
        String name = request.data() == null ? request.parent().name() : request.data();
        Splits splits = data.splits();
        checkLabels(splits.training(), name);
        Examples test = splits.test();
        if (test == null) {
            throw new InvalidInputException(name + ": has no test split to measure a classifier on (data.test is 0);"
                    + " give examples that have one with --data");
        }
        Examples all = LabelRules.labelled(splits.training());
        Examples validation = splits.validation();
        Integer each = request.labels();
        Examples training = each == null
                ? all
                : new SelectedExamples(all, LabelDraw.rows(all, name + " training", each, request.seed()));
        Examples measured = LabelRules.labelled(test);
        checkTest(measured, name, all.classes());
        return new FinetuneData(
                name,
                data.config(),
                data.loaded().files(),
                training,
                each == null && validation != null ? LabelRules.labelled(validation) : null,
                measured);
    }

    private static void checkTest(Examples test, String name, List<String> classes) {
        if (!test.labelled() || test.count() == 0) {
            throw new InvalidInputException(
                    name + ": no example of its test split has a label to measure a classifier by");
        }
        KnownClasses.check(test, name + " test", classes);
    }

    private static void checkLabels(Examples examples, String name) {
        if (!examples.labelled()) {
            throw new InvalidInputException(
                    name + ": its examples have no labels to learn from; give some that have with --data, and"
                            + " say where with --labels-from");
        }
        List<String> classes = ClassNames.named(examples.classes());
        if (classes.size() > MOST_CLASSES) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%s: a classifier can have at most %,d classes, but the examples have %,d; is the label's column a name"
                            + " of each row?",
                    name,
                    MOST_CLASSES,
                    classes.size()));
        }
        if (classes.size() < 2) {
            throw new InvalidInputException(
                    name + ": a classifier needs at least two classes, but all examples are of " + classes.get(0));
        }
    }

    /** Other data, split as a run's own would be. */
    private static OpenedData other(String data, Columns learnt, FinetuneRequest request, ExperimentConfig own) {
        SourceConfig found = NewData.source(data, own.data().source(), learnt);
        String labelsFrom = request.labelsFrom();
        SourceConfig source = labelsFrom == null ? found : withLabels(found, data, labelsFrom);
        DataConfig.Missing missing = own.data().missing();
        Dataset loaded = Activity.during(
                "reading " + request.data(),
                () -> Sources.open(source, null, own.seed(), request.parent().cache(), missing, learnt));
        DataConfig config = new DataConfig(
                source,
                own.data().validation(),
                loaded.test() == null ? own.data().test() : null,
                null,
                null,
                own.data().scale(),
                own.data().binarize(),
                missing);
        ExperimentConfig experiment =
                new ExperimentConfig(own.name(), own.seed(), config, own.model(), own.training(), own.cluster());
        OpenedData prepared = new OpenedData(experiment, loaded, Splits.of(loaded, config, own.seed()));
        prepared.tell();
        LabelRules.check(experiment, prepared.splits());
        return prepared;
    }

    private static SourceConfig withLabels(SourceConfig source, String name, String labels) {
        return source.withLabels(labels)
                .orElseThrow(() -> new InvalidInputException(
                        name + ": --labels-from is for CSV, Parquet, IDX and NPY files, but this is of type "
                                + EnumNames.of(source.getClass()) + ", whose labels need no place to be named"));
    }

    /** Rows of each split that are used, by its name. */
    Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        rows.put("training", training.count());
        if (validation != null) {
            rows.put("validation", validation.count());
        }
        rows.put("test", test.count());
        return rows;
    }
}
