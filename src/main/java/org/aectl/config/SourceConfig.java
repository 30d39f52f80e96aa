package org.aectl.config;

import java.nio.file.Path;
import java.util.List;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.OneOrList;
import org.aectl.config.bind.Range;
import org.jspecify.annotations.Nullable;

/** Where the examples come from; {@code type} names one of the records below. */
public sealed interface SourceConfig
        permits SourceConfig.Builtin,
                SourceConfig.Idx,
                SourceConfig.Csv,
                SourceConfig.Npy,
                SourceConfig.Parquet,
                SourceConfig.Images,
                SourceConfig.SwissRoll,
                SourceConfig.SCurve {
    /** What is said of a key that tables share. */
    String COLUMNS =
            "Columns of the features, in their order: names, or beginnings of names such as z*; of a CSV file without names, numbers from 0.";

    /** As {@link #COLUMNS}. */
    String IGNORE = "Columns that are passed over, named as in columns.";

    /** As {@link #COLUMNS}. */
    String ID = "Column that names the rows; it is not a feature, and stands beside each row in results.";

    /** As {@link #COLUMNS}. */
    String CHANNELS =
            "Where pictures have their channels: last (height, width, channels, as TensorFlow; what is taken if left out) or first"
                    + " (channels, height, width, as PyTorch). Arrays of pictures are written in the same order.";

    /** Where a picture has its channels. */
    enum Channels {
        LAST,
        FIRST
    }

    /** Where its pictures have their channels, and those that are written for it. */
    default Channels channelOrder() {
        return Channels.LAST;
    }

    /** The same kind of data in another place, read in the same way: without a test split and without files of labels. */
    default SourceConfig at(Path other) {
        throw new IllegalStateException("has no place: " + this);
    }

    /** A named set: shipped with the program ({@code mnist-mini}) or fetched by {@code aectl data fetch}. */
    @Doc("A named set, shipped with the program or fetched by `aectl data fetch`.")
    record Builtin(
            @Doc("Name of the set, as listed by `aectl data list`.")
            String name) implements SourceConfig {
        /** The sets there are. */
        public static final List<String> NAMES = List.of("mnist-mini", "mnist", "fashion-mnist");
    }

    /** IDX files as MNIST has them, plain or gzipped. */
    @Doc("IDX files as MNIST has them, plain or gzipped.")
    record Idx(
            @Doc("IDX file of the training examples.") Path images,
            @Doc("IDX file of their labels.") @Nullable Path labels,
            @Doc("IDX file of the test examples.") @Nullable Path testImages,
            @Doc("IDX file of their labels.") @Nullable Path testLabels)
            implements SourceConfig {
        @Override
        public Idx at(Path other) {
            return new Idx(other, null, null, null);
        }
    }

    /** Comma-separated numbers, plain or gzipped, a row an example. */
    @Doc("Comma-separated numbers, plain or gzipped, a row an example.")
    record Csv(
            @Doc("CSV file of the training examples.") Path path,

            @Doc("CSV file of the test examples, with the same columns.") @Nullable
            Path testPath,

            @Doc("Whether the first line names the columns: auto (when it looks unlike the lines below it: text above"
                    + " numbers, or numbers that count), yes, no.")
            @Default("auto")
            Header header,

            @Doc("Column of the labels, by name or by number from 0; it is not a feature.") @Nullable
            String label,

            @Doc(COLUMNS + " Left out: all but those of label and id, columns of text, and the index that pandas adds.")
            @OneOrList
            @Nullable
            List<String> columns,

            @Doc(IGNORE) @OneOrList @Nullable List<String> ignore,

            @Doc(ID) @Nullable String id,

            @Doc("The character between fields.") @Default("','")
            String delimiter)
            implements SourceConfig {

        /** A table of which every column of numbers is read. */
        public Csv(Path path, @Nullable Path testPath, Header header, @Nullable String label, String delimiter) {
            this(path, testPath, header, label, null, null, null, delimiter);
        }

        @Override
        public Csv at(Path other) {
            return new Csv(other, null, header, label, columns, ignore, id, delimiter);
        }

        /** The same with labels in another column, or none. */
        public Csv labelled(@Nullable String column) {
            return new Csv(path, testPath, header, column, columns, ignore, id, delimiter);
        }

        /** The same without some columns. */
        public Csv ignoring(List<String> names) {
            return new Csv(path, testPath, header, label, columns, names, id, delimiter);
        }

        /** The same with the column that names the rows, or without. */
        public Csv identified(@Nullable String column) {
            return new Csv(path, testPath, header, label, columns, ignore, column, delimiter);
        }

        /** Whether a CSV file starts with column names. */
        public enum Header {
            AUTO,
            YES,
            NO
        }
    }

    /** NumPy arrays: {@code .npy}, or one array of an {@code .npz}. The first dimension counts the examples. */
    @Doc("NumPy arrays; the first dimension counts the examples.")
    record Npy(
            @Doc("NPY or NPZ file of the training examples.")
            Path path,

            @Doc("NPY or NPZ file of their labels.") @Nullable
            Path labels,

            @Doc("NPY or NPZ file of the test examples.") @Nullable
            Path testPath,

            @Doc("NPY or NPZ file of their labels.") @Nullable
            Path testLabels,

            @Doc("Name of the examples' array in an NPZ file that holds more than one.") @Nullable
            String key,

            @Doc("Name of the labels' array in an NPZ file that holds more than one.") @Nullable
            String labelKey,

            @Doc("Name of the test examples' array in an NPZ file that holds more than one; key if left out.") @Nullable
            String testKey,

            @Doc("Name of the test labels' array in an NPZ file that holds more than one; labelKey if left out.")
            @Nullable
            String testLabelKey,

            @Doc("Shape of one example as [height, width] or [height, width, channels], where the array's own says"
                    + " less (flat rows that are pictures).")
            @Nullable
            List<Integer> shape,

            @Doc(CHANNELS) @Nullable Channels channels)
            implements SourceConfig {

        /** Arrays whose test examples, if any, have the same keys. */
        public Npy(
                Path path,
                @Nullable Path labels,
                @Nullable Path testPath,
                @Nullable Path testLabels,
                @Nullable String key,
                @Nullable String labelKey,
                @Nullable List<Integer> shape) {
            this(path, labels, testPath, testLabels, key, labelKey, null, null, shape, null);
        }

        @Override
        public Channels channelOrder() {
            return channels == null ? Channels.LAST : channels;
        }

        /** The labels only where they are in the same archive as the examples. */
        @Override
        public Npy at(Path other) {
            boolean hasLabels = path.equals(labels);
            return new Npy(
                    other,
                    hasLabels ? other : null,
                    null,
                    null,
                    key,
                    hasLabels ? labelKey : null,
                    null,
                    null,
                    shape,
                    channels);
        }
    }

    /**
     * Parquet files: columns of numbers, or one column of lists of numbers of one length; a row an example. A path is a
     * file, or a folder of {@code *.parquet} files, which are read in the order of their names.
     */
    @Doc("Parquet files: columns of numbers, or one column of lists of numbers; a row an example.")
    record Parquet(
            @Doc("Parquet file of the training examples, or a folder of *.parquet files, read in the order of their"
                    + " names.")
            Path path,

            @Doc("Parquet file, or folder of such, of the test examples, with the same columns.") @Nullable
            Path testPath,

            @Doc("Column of the labels, whole numbers or text; it is not a feature.") @Nullable
            String label,

            @Doc(COLUMNS
                    + " Left out: all columns of numbers but those of label and id and the index that pandas adds.")
            @OneOrList
            @Nullable
            List<String> columns,

            @Doc(IGNORE) @OneOrList @Nullable List<String> ignore,

            @Doc(ID) @Nullable String id,

            @Doc("Shape of one example as [height, width] or [height, width, channels], where rows are pictures.")
            @Nullable
            List<Integer> shape,

            @Doc(CHANNELS) @Nullable Channels channels)
            implements SourceConfig {

        /** A table of which no column is left out or names the rows. */
        public Parquet(
                Path path,
                @Nullable Path testPath,
                @Nullable String label,
                @Nullable List<String> columns,
                @Nullable List<Integer> shape) {
            this(path, testPath, label, columns, null, null, shape, null);
        }

        @Override
        public Channels channelOrder() {
            return channels == null ? Channels.LAST : channels;
        }

        @Override
        public Parquet at(Path other) {
            return new Parquet(other, null, label, columns, ignore, id, shape, channels);
        }

        /** The same with labels in another column, or none. */
        public Parquet labelled(@Nullable String column) {
            return new Parquet(path, testPath, column, columns, ignore, id, shape, channels);
        }

        /** The same without some columns. */
        public Parquet ignoring(List<String> names) {
            return new Parquet(path, testPath, label, columns, names, id, shape, channels);
        }

        /** The same with the column that names the rows, or without. */
        public Parquet identified(@Nullable String column) {
            return new Parquet(path, testPath, label, columns, ignore, column, shape, channels);
        }
    }

    /** A folder of PNG, JPEG, GIF, BMP or TIFF files; its sub-folders, if any, are the classes. */
    @Doc(
            "A folder of PNG, JPEG, GIF, BMP or TIFF files, turned as their EXIF data say; its sub-folders, if any, are the"
                    + " classes.")
    record Images(
            @Doc("Folder of the training images.") Path path,
            @Doc("Folder of the test images.") @Nullable Path testPath,

            @Doc("grey (one channel) or rgb (three).") @Default("grey")
            Color color,

            @Doc("[height, width] every image is brought to; left out, all must have one size.") @Nullable
            List<Integer> resize)
            implements SourceConfig {

        @Override
        public Images at(Path other) {
            return new Images(other, null, color, resize);
        }

        /** The channels images are read with. */
        public enum Color {
            GREY,
            RGB
        }
    }

    /** Points of a rolled-up sheet in three dimensions, labelled by their position along the roll. */
    @Doc("Points of a rolled-up sheet in three dimensions.")
    record SwissRoll(
            @Doc("How many points.") @Range(min = 1) @Default("2000")
            int examples,

            @Doc("Standard deviation of the noise on each coordinate.") @Range(min = 0) @Default("0")
            double noise)
            implements SourceConfig {}

    /** Points of an S-shaped sheet in three dimensions, labelled by their position along the curve. */
    @Doc("Points of an S-shaped sheet in three dimensions.")
    record SCurve(
            @Doc("How many points.") @Range(min = 1) @Default("2000")
            int examples,

            @Doc("Standard deviation of the noise on each coordinate.") @Range(min = 0) @Default("0")
            double noise)
            implements SourceConfig {}
}
