package org.aectl.config.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where the examples come from; {@code type} names one of the records of this package. */
public sealed interface SourceConfig permits Builtin, Idx, Csv, Npy, Parquet, Images, SwissRoll, SCurve {
    /** What is said of a key that pictures in several formats share. */
    String CHANNELS =
            "Where pictures have their channels: last (height, width, channels, as TensorFlow; what is taken if left out) or first"
                    + " (channels, height, width, as PyTorch). Arrays of pictures are written in the same order.";

    /** Where a picture has its channels. */
    enum Channels {
        LAST,
        FIRST
    }

    /**
     * The files of a source, or folders of such.
     *
     * @param path of the training examples
     * @param labels of their labels; null where these are in the same files, or there are none
     * @param testPath of the test examples; null where there are none
     * @param testLabels of their labels
     * @param separate whether workers of a cluster may read each file by itself; else one process reads them all
     */
    record Files(
            Path path,
            @Nullable Path labels,
            @Nullable Path testPath,
            @Nullable Path testLabels,
            boolean separate) {}

    /** What it is read from; empty for a set that has a name, or is computed. */
    Optional<Files> files();

    /** Its files, where workers of a cluster may read each by itself. */
    default Optional<Files> parts() {
        return files().filter(Files::separate);
    }

    /** Whether a value may be missing: not where all of them are pixels, or computed. */
    default boolean mayLackValues() {
        return files().isPresent();
    }

    /** Whether it brings test examples of its own. */
    default boolean hasTest() {
        return files().map(Files::testPath).isPresent();
    }

    /** What people call it. */
    default String describe() {
        Path path = files().orElseThrow().path();
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /**
     * Checks the rules within it.
     *
     * @param problem takes a key's path and what is wrong with it
     */
    default void check(BiConsumer<String, String> problem) {}

    /** Where its pictures have their channels, and those that are written for it. */
    default Channels channelOrder() {
        return Channels.LAST;
    }

    /**
     * The same kind of data in other files, read in the same way, without a test split.
     *
     * @param labels null where they are in the same file, or there are none
     */
    default SourceConfig withFiles(Path examples, @Nullable Path labels) {
        throw new IllegalStateException("has no files: " + this);
    }

    /** The same kind of data in another file or folder, without a test split and without other files of labels. */
    default SourceConfig withPath(Path other) {
        return withFiles(other, null);
    }

    /**
     * The same with labels from elsewhere, without a test split of files.
     *
     * @param place a column of a table, else a file
     * @return empty where labels need no place
     */
    default Optional<SourceConfig> withLabels(String place) {
        return Optional.empty();
    }

    /** This, read as the data of a run are, where they are of the same kind. */
    default SourceConfig like(SourceConfig own) {
        return files().filter(files -> own.getClass() == getClass())
                .map(files -> own.withPath(files.path()))
                .orElse(this);
    }
}
