package org.aectl.data.array;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.SourceConfig.Channels;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.LabelBuilder;
import org.aectl.data.Labels;
import org.aectl.data.StoredExamples;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.DataFiles;
import org.jspecify.annotations.Nullable;

/** Puts together examples and labels that lie in arrays of their own, as IDX and NPY files have them. */
final class ArrayFiles {
    private final @Nullable List<Integer> shape;
    private final @Nullable Channels channels;
    private final @Nullable Integer limit;
    private final Missing missing;
    private final List<Supplier<DataFile>> files = new ArrayList<>();

    private ArrayFiles(
            @Nullable List<Integer> shape, @Nullable Channels channels, @Nullable Integer limit, Missing missing) {
        this.shape = shape;
        this.channels = channels;
        this.limit = limit;
        this.missing = missing;
    }

    /** Opens the arrays of one split. */
    record Split(Supplier<ArrayInput> examples, @Nullable Supplier<ArrayInput> labels) {}

    /**
     * @param shape shape of one example; null where the arrays say it
     * @param channels where pictures have them; null where nobody says it
     * @param missing whether examples may hold NaN
     * @throws InvalidInputException if a file cannot be used, or does not go with the others
     */
    static Dataset read(
            Split training,
            @Nullable Split test,
            @Nullable List<Integer> shape,
            @Nullable Channels channels,
            @Nullable Integer limit,
            Missing missing) {
        ArrayFiles reading = new ArrayFiles(shape, channels, limit, missing);
        Examples trainingExamples = reading.read(training, null);
        Examples testExamples = test == null ? null : reading.read(test, trainingExamples);
        return new Dataset(trainingExamples, testExamples, DataFiles.later(reading.files));
    }

    private Examples read(Split split, @Nullable Examples training) {
        int rows;
        String name;
        StoredExamples examples;
        try (ArrayInput input = split.examples().get()) {
            rows = input.reader().count();
            name = input.content().name();
            boolean mayLack = missing.isAllowed();
            examples = input.reader().keepingNaN(mayLack).examples(shape, channels, limit);
            if (training != null && !examples.shape().equals(training.shape())) {
                throw input.content()
                        .problem("holds examples of shape " + examples.shape() + ", but the training examples are "
                                + training.shape());
            }
            files.add(examples.inMemory() ? now(input) : later(split.examples(), mayLack));
        }
        return split.labels() == null ? examples : examples.labelled(readLabels(split.labels(), name, rows, training));
    }

    /** What was read to its end is known already. */
    private static Supplier<DataFile> now(ArrayInput input) {
        DataFile file = input.record().get();
        return () -> file;
    }

    /** Of a large file that is only looked into, the whole is read when somebody wants to know. */
    private static Supplier<DataFile> later(Supplier<ArrayInput> source, boolean mayLack) {
        return () -> {
            try (ArrayInput input = source.get()) {
                input.reader().keepingNaN(mayLack).check();
                return input.record().get();
            }
        };
    }

    private Labels readLabels(Supplier<ArrayInput> source, String examplesName, int rows, @Nullable Examples training) {
        try (ArrayInput input = source.get()) {
            if (input.reader().count() != rows) {
                throw input.content()
                        .problem("holds " + input.reader().count() + " labels, but " + examplesName + " holds " + rows
                                + " examples");
            }
            LabelBuilder labels = input.reader().labels();
            files.add(now(input));
            return training == null ? labels.build() : labels.build(training.classes());
        }
    }
}
