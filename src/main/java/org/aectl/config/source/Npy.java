package org.aectl.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.aectl.base.Warnings;
import org.aectl.config.bind.Doc;
import org.jspecify.annotations.Nullable;

/** NumPy arrays: {@code .npy}, or one array of an {@code .npz}. The first dimension counts the examples. */
@Doc("NumPy arrays; the first dimension counts the examples.")
public record Npy(
        @Doc("NPY or NPZ file of the training examples.") Path path,

        @Doc("NPY or NPZ file of their labels.") @Nullable Path labels,

        @Doc("NPY or NPZ file of the test examples.") @Nullable
        Path testPath,

        @Doc("NPY or NPZ file of their labels.") @Nullable Path testLabels,

        @Doc("Name of the examples' array in an NPZ file that holds more than one.") @Nullable
        String key,

        @Doc("Name of the labels' array in an NPZ file that holds more than one.") @Nullable
        String labelKey,

        @Doc("Name of the test examples' array in an NPZ file that holds more than one; key if left out.") @Nullable
        String testKey,

        @Doc("Name of the test labels' array in an NPZ file that holds more than one; labelKey if left out.") @Nullable
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
    public Optional<Files> files() {
        return Optional.of(new Files(path, labels, testPath, testLabels, true));
    }

    @Override
    public Channels channelOrder() {
        return channels == null ? Channels.LAST : channels;
    }

    private Npy with(Path examples, @Nullable String newKey, @Nullable Path newLabels, @Nullable String newLabelKey) {
        return new Npy(examples, newLabels, null, null, newKey, newLabelKey, null, null, shape, channels);
    }

    @Override
    public Npy withFiles(Path examples, @Nullable Path newLabels) {
        return with(examples, key, newLabels, newLabels == null ? null : labelKey);
    }

    /** The labels only where they are in the same archive as the examples. */
    @Override
    public Npy withPath(Path other) {
        return withFiles(other, path.equals(labels) ? other : null);
    }

    @Override
    public Optional<SourceConfig> withLabels(String place) {
        return Optional.of(with(path, key, Path.of(place), null));
    }

    /**
     * As {@link #withPath}, with the array of this key, or of the test examples' key, or the only one.
     *
     * @param names of the arrays in the other file; none for an NPY file
     */
    public Npy withArchive(Path other, List<String> names) {
        boolean isTest = testKey != null && key != null && !names.contains(key) && names.contains(testKey);
        String found = isTest ? testKey : key;
        if (found != null && names.size() == 1 && !names.contains(found)) {
            Warnings.tell("%s: has no array %s, so its only one, %s, is read".formatted(other, found, names.get(0)));
            found = null;
        }
        String ofLabels = isTest && testLabelKey != null ? testLabelKey : labelKey;
        boolean hasLabels = path.equals(labels) && ofLabels != null && names.contains(ofLabels);
        return with(other, names.isEmpty() ? null : found, hasLabels ? other : null, hasLabels ? ofLabels : null);
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        Rules rules = new Rules(problem);
        files().ifPresent(files -> rules.labels("data.testPath", files));
        rules.shape(shape, channels, true);
        boolean isOneArray = isNpy(path) || (key != null && key.equals(labelKey));
        if (path.equals(labels) && isOneArray) {
            problem.accept("data.labels", "is the array of the examples");
        }
        checkKey("data.key", key, "data.path", path, problem);
        checkKey("data.labelKey", labelKey, "data.labels", labels, problem);
        checkKey("data.testKey", testKey, "data.testPath", testPath, problem);
        checkKey("data.testLabelKey", testLabelKey, "data.testLabels", testLabels, problem);
        checkOtherArray("data.testPath", path, key, testPath, "data.testKey", testKey, problem);
        if (labels != null) {
            checkOtherArray(
                    "data.testLabels", labels, labelKey, testLabels, "data.testLabelKey", testLabelKey, problem);
        }
    }

    private static void checkKey(
            String keyName,
            @Nullable String key,
            String fileName,
            @Nullable Path file,
            BiConsumer<String, String> problem) {
        if (key != null && file == null) {
            problem.accept(keyName, "needs " + fileName);
        } else if (key != null && file != null && isNpy(file)) {
            problem.accept(
                    keyName, "has no use: " + fileName + " is an NPY file, which holds one array without a name");
        }
    }

    /** Both splits may be in one archive, under keys of their own. */
    private static void checkOtherArray(
            String testName,
            Path training,
            @Nullable String key,
            @Nullable Path test,
            String testKeyName,
            @Nullable String testKey,
            BiConsumer<String, String> problem) {
        if (training.equals(test) && (testKey == null || testKey.equals(key))) {
            problem.accept(
                    testName,
                    "is what the training split is read from: " + test
                            + (isNpy(training) ? "" : "; " + testKeyName + " names another array of it"));
        }
    }

    private static boolean isNpy(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
    }
}
