package org.aectl.config;

import java.nio.file.Path;
import java.util.List;
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
            implements SourceConfig {}

    /** Comma-separated numbers, plain or gzipped, a row an example. */
    @Doc("Comma-separated numbers, plain or gzipped, a row an example.")
    record Csv(
            @Doc("CSV file of the training examples.") Path path,

            @Doc("CSV file of the test examples, with the same columns.") @Nullable
            Path testPath,

            @Doc("Whether the first line names the columns: auto (when a field of it is no number), yes, no.")
            @Default("auto")
            Header header,

            @Doc("Column of the labels, by name or by number from 0; it is not a feature.") @Nullable
            String label,

            @Doc("The character between fields.") @Default("','")
            String delimiter)
            implements SourceConfig {

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

            @Doc("Shape of one example as [height, width] or [height, width, channels], where the array's own says"
                    + " less (flat rows that are pictures).")
            @Nullable
            List<Integer> shape)
            implements SourceConfig {}

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

            @Doc("Columns of the features, in their order: names, or beginnings of names such as z*. Left out: all"
                    + " columns of numbers but the label and the index that pandas adds.")
            @OneOrList
            @Nullable
            List<String> columns,

            @Doc("Shape of one example as [height, width] or [height, width, channels], where rows are pictures.")
            @Nullable
            List<Integer> shape)
            implements SourceConfig {}

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
