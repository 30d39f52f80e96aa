package org.aectl.task.guess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.aectl.base.Activity;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.SourceConfig;
import org.aectl.config.source.Table;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.file.Wording;
import org.aectl.data.image.FolderSizes;
import org.aectl.data.source.DataDescription;
import org.aectl.data.source.SourceDetection;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;

/**
 * An experiment for data of which nothing but the place is known: what each key is, and why.
 *
 * @param yaml the config
 * @param summary what was decided, a line for each subject
 */
public record ExperimentGuess(String yaml, List<String> summary) {
    /** As many bytes in a row may be a picture, fewer are a table. */
    private static final int FEWEST_PIXELS = 64;

    private static final int SOME_PICTURES = 200;

    /** Decides nothing that is kept. */
    private static final long SEED = 42;

    /**
     * Looks at all values of the data.
     *
     * @param data path or name
     * @param label column of a table's labels; null to look for it
     * @param from folder that paths in the config are relative to; null for the working directory
     * @throws InvalidInputException if it is no data, or nothing in it can be learnt from
     */
    public static ExperimentGuess of(String data, @Nullable String label, @Nullable Path from) throws IOException {
        SourceConfig found = source(SourceDetection.detect(data));
        if (label != null && !(found instanceof Table)) {
            throw new InvalidInputException("--label names a column of a table, and " + data + " is none");
        }
        return Activity.during("looking at all values of " + data, () -> new Look(data, found, label, from).guess());
    }

    /** The source with what its surroundings tell: arrays by their names, labels in the file beside it, the size of pictures. */
    private static SourceConfig source(SourceConfig found) {
        if (found instanceof Npy npy) {
            return ArrayNames.of(npy.path(), Sources.arrays(npy.path()));
        }
        if (found instanceof Idx idx) {
            return new Idx(
                    idx.images(),
                    beside(idx.images(), "images-idx3", "labels-idx1"),
                    beside(idx.images(), "train-images-idx3", "t10k-images-idx3"),
                    beside(idx.images(), "train-images-idx3", "t10k-labels-idx1"));
        }
        if (found instanceof Images images) {
            FolderSizes sizes = FolderSizes.of(images.path());
            return new Images(
                    images.path(), null, sizes.isColoured() ? Images.Color.RGB : Images.Color.GREY, sizes.common());
        }
        return found;
    }

    private static @Nullable Path beside(Path file, String part, String other) {
        String name = String.valueOf(file.getFileName());
        Path path = file.resolveSibling(name.replace(part, other));
        return name.contains(part) && Files.isRegularFile(path) ? path : null;
    }

    /** What is known while the guess is made. */
    private static final class Look {
        private final String data;
        private final SourceConfig source;
        private final @Nullable String wantedLabel;
        private final @Nullable Path from;
        private final Section keys = new Section("data");
        private final List<String> summary = new ArrayList<>();

        Look(String data, SourceConfig source, @Nullable String wantedLabel, @Nullable Path from) {
            this.data = data;
            this.source = source;
            this.wantedLabel = wantedLabel;
            this.from = from;
        }

        ExperimentGuess guess() throws IOException {
            List<Dataset> opened = new ArrayList<>();
            DataDescription description = DataDescription.of(source, described -> {
                opened.add(Sources.open(described, null, SEED, null, Missing.MEAN, Columns.NONE));
                return opened.get(0);
            });
            if (opened.isEmpty()) {
                throw new InvalidInputException(data + ": has no column of numbers to learn from; aectl data describe "
                        + data + " lists what its columns hold");
            }
            Examples examples = opened.get(0).training();
            describeSource();
            TableColumns columns = source instanceof Table table
                    ? TableColumns.of(
                            description.columns(),
                            description.rows(),
                            wantedLabel == null ? table.label() : wantedLabel)
                    : new TableColumns(null, null, Map.of());
            ExampleShape shape = shape(examples.shape(), columns, examples);
            summary.add("data     " + data + ": " + rows(description) + ", " + kind(description, shape));
            if (source instanceof Table) {
                describeColumns(columns, shape.size());
            }
            boolean isPicture =
                    shape.isImage() || (description.values().equals("bytes") && shape.size() >= FEWEST_PIXELS);
            describeValues(description, isPicture);
            NetworkGuess network =
                    new NetworkGuess(shape, description.rows(), isPicture, isPicture && isInk(examples, description));
            summary.addAll(network.summary());
            String yaml = Stream.of(
                            List.of("# Guessed from " + Wording.cut(source.describe())
                                    + "; 'aectl config init' explains all keys."),
                            List.of("name: "
                                    + ExperimentConfig.nameOf(source.describe()
                                            .replaceFirst("(\\.(csv|tsv|txt|npy|npz|parquet))?(\\.gz)?$", ""))),
                            keys.lines(),
                            network.model().lines(),
                            network.training().lines())
                    .flatMap(List::stream)
                    .reduce("", (text, line) -> text + line + "\n");
            return new ExperimentGuess(yaml, List.copyOf(summary));
        }

        /** Without the columns that turn out to be labels or names of rows. */
        private ExampleShape shape(ExampleShape shape, TableColumns columns, Examples examples) {
            long taken = Stream.of(Optional.ofNullable(columns.label()), Optional.ofNullable(columns.id()))
                    .flatMap(Optional::stream)
                    .filter(examples.columns().features()::contains)
                    .count();
            if (taken == shape.size()) {
                throw new InvalidInputException(data + ": has no column of numbers beside "
                        + Wording.quote(String.valueOf(columns.label() == null ? columns.id() : columns.label())));
            }
            return taken == 0 ? shape : ExampleShape.features(shape.size() - (int) taken);
        }

        private static String rows(DataDescription description) {
            return Counts.of(description.rows(), "row")
                    + (description.testRows() == null
                            ? ""
                            : " and " + Counts.of(description.testRows(), "row") + " for the test");
        }

        private String kind(DataDescription description, ExampleShape shape) {
            if (source instanceof Csv csv) {
                String between = csv.delimiter().equals("\t") ? "tabs" : "'" + csv.delimiter() + "'";
                return "CSV with " + between + " between "
                        + Counts.of(description.columns().size(), "column");
            }
            String what = shape.isImage() ? "pictures of " + shape : Counts.of(shape.size(), "value") + " each";
            return description.classes().isEmpty()
                    ? what
                    : what + ", " + Counts.of(description.classes().size(), "class");
        }

        private String path(Path path) {
            return (from == null || path.isAbsolute()
                            ? path
                            : from.toAbsolutePath()
                                    .normalize()
                                    .relativize(path.toAbsolutePath().normalize()))
                    .toString();
        }

        private void describeSource() {
            keys.addText("type", EnumNames.of(source.getClass()), "");
            if (source instanceof Builtin builtin) {
                keys.addText("name", builtin.name(), "");
            }
            source.files().ifPresent(files -> {
                boolean isIdx = source instanceof Idx;
                keys.addText(isIdx ? "images" : "path", path(files.path()), "");
                keys.addText("labels", files.labels() == null ? null : path(files.labels()), "");
                keys.addText(
                        isIdx ? "testImages" : "testPath",
                        files.testPath() == null ? null : path(files.testPath()),
                        "");
                keys.addText("testLabels", files.testLabels() == null ? null : path(files.testLabels()), "");
            });
            if (source instanceof Csv csv && !csv.delimiter().equals(",")) {
                keys.addText("delimiter", csv.delimiter(), "as the first lines show");
            }
            if (source instanceof Npy npy) {
                keys.addText("key", npy.key(), "by its name").addText("labelKey", npy.labelKey(), "by its name");
                keys.addText("testKey", npy.testKey(), "").addText("testLabelKey", npy.testLabelKey(), "");
            }
            if (source instanceof Images images) {
                keys.addText("color", EnumNames.of(images.color()), "");
                if (images.resize() != null) {
                    keys.add(
                            "resize",
                            images.resize(),
                            "[height, width]; the pictures have several sizes, or are large");
                }
            }
        }

        private void describeColumns(TableColumns columns, int features) {
            keys.addText("label", columns.label(), "no feature; classes for evaluate, detect and report");
            keys.addText("id", columns.id(), "no feature; stands beside each row in results");
            if (source instanceof Csv) {
                keys.addTexts("ignore", List.copyOf(columns.leftOut().keySet()), "no numbers");
            }
            summary.add("columns  " + columns.text(features));
        }

        private void describeValues(DataDescription description, boolean isPicture) {
            List<String> told = new ArrayList<>();
            if (description.missing() > 0) {
                keys.add("missing", "mean", Counts.are(description.missing(), "value") + " missing");
                told.add(Counts.of(description.missing(), "missing value") + " filled with the column's mean");
            }
            if (isPicture) {
                keys.add("scale", "unit", "one range for all pixels, to [0, 1]");
                told.add("from %s to %s, scaled to [0, 1]".formatted(description.minimum(), description.maximum()));
            } else {
                keys.add("scale", "standard", "each column to mean 0 and variance 1");
                told.add("each column scaled to mean 0 and variance 1");
            }
            summary.add("values   " + String.join("; ", told));
        }

        /** Whether pixels are ink or none, as in scanned digits, and hardly anything between. */
        private static boolean isInk(Examples examples, DataDescription description) {
            float[] values = new float[examples.shape().size()];
            float minimum = Objects.requireNonNull(description.minimum());
            float margin = 0.05f * (Objects.requireNonNull(description.maximum()) - minimum);
            int rows = Math.min(SOME_PICTURES, examples.count());
            long extreme = 0;
            for (int row = 0; row < rows; row++) {
                examples.read(row, values, 0);
                for (float value : values) {
                    extreme += value <= minimum + margin || value >= description.maximum() - margin ? 1 : 0;
                }
            }
            return examples.shape().channels() == 1 && 2 * extreme > (long) rows * values.length;
        }
    }
}
