package org.aectl.spark.load;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.spark.connect.FileResult;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Looks at every file of a set, on the cluster: whether it is whole, and what it holds. */
public final class PartScan {
    private PartScan() {}

    /**
     * Reads all files once.
     *
     * @param config as text, because that is what is sent
     * @param path a file, or a folder of files
     * @param labels those of the labels, in the same order; null where there are none
     * @return in the order of their names
     * @throws InvalidInputException the first file's problem
     */
    public static List<PartFile> of(
            JavaSparkContext spark, String config, Path path, @Nullable Path labels, Columns learnt)
            throws IOException {
        List<String> addresses = HadoopFiles.list(path, spark.hadoopConfiguration());
        List<String> labelAddresses =
                labels == null ? List.of() : HadoopFiles.list(labels, spark.hadoopConfiguration());
        if (labels != null && labelAddresses.size() != addresses.size()) {
            throw new InvalidInputException("%s holds %d files of labels, %s %d files of examples"
                    .formatted(labels, labelAddresses.size(), path, addresses.size()));
        }
        List<PartFile> files = of(spark, addresses, labelAddresses, opening(config, learnt));
        Columns first = files.get(0).columns();
        // One file alone may have them in another order, or text where the others have numbers.
        boolean isMixed =
                files.stream().anyMatch(file -> !file.columns().features().equals(first.features()));
        List<PartFile> alike = isMixed && first.areNamed() && !learnt.areNamed()
                ? of(spark, addresses, labelAddresses, opening(config, first))
                : files;
        alike.forEach(file -> checkAlike(file, alike.get(0)));
        return alike;
    }

    private static Opening opening(String config, Columns learnt) {
        return (address, label, settings) -> {
            DataConfig data = ConfigLoader.parse(config, "the driver's config").data();
            return PartReader.open(data.source(), address, label, data.missing(), learnt, settings);
        };
    }

    /**
     * As above, of files that a trained model is used on.
     *
     * @param learnt columns that it was trained on
     */
    public static List<PartFile> ofUse(JavaSparkContext spark, String config, Path path, Columns learnt)
            throws IOException {
        List<String> addresses = HadoopFiles.list(path, spark.hadoopConfiguration());
        List<PartFile> files = of(spark, addresses, List.of(), (address, label, settings) -> {
            DataConfig data = ConfigLoader.parse(config, "the driver's config").data();
            return PartReader.openForUse(data.source(), address, data.missing(), learnt, settings);
        });
        files.forEach(file -> checkAlike(file, files.get(0)));
        return files;
    }

    /** Opens a file where it is read. */
    private interface Opening extends Serializable {
        PartReader open(String address, @Nullable String labels, Configuration settings) throws IOException;
    }

    private static List<PartFile> of(
            JavaSparkContext spark, List<String> addresses, List<String> labels, Opening opening) {
        SerializableConfiguration settings = new SerializableConfiguration(spark.hadoopConfiguration());
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            numbers.add(i);
        }
        List<String> sent = new ArrayList<>(addresses);
        List<String> sentLabels = new ArrayList<>(labels);
        return FileResult.results(spark.parallelize(numbers, numbers.size())
                .map(number -> FileResult.of(() -> scanned(
                        opening,
                        sent.get(number),
                        sentLabels.isEmpty() ? null : sentLabels.get(number),
                        settings.value())))
                .collect());
    }

    private static PartFile scanned(Opening opening, String address, @Nullable String labels, Configuration settings)
            throws IOException {
        try (PartReader reader = opening.open(address, labels, settings)) {
            Examples examples = reader.data().training();
            return new PartFile(
                    address,
                    labels,
                    examples.count(),
                    examples.shape(),
                    new ArrayList<>(examples.classes()),
                    examples.columns(),
                    examples.storedRange(),
                    new ArrayList<>(reader.data().files()));
        }
    }

    /** Refuses a file whose examples are not of the kind that another's are. */
    public static void checkAlike(PartFile file, PartFile first) {
        if (!file.shape().equals(first.shape())) {
            throw new InvalidInputException("%s: its examples are of %s, those of %s of %s"
                    .formatted(file.address(), file.shape(), first.address(), first.shape()));
        }
        if (file.classes().isEmpty() != first.classes().isEmpty()) {
            throw new InvalidInputException("%s: has %s, unlike %s"
                    .formatted(file.address(), file.classes().isEmpty() ? "no labels" : "labels", first.address()));
        }
    }
}
