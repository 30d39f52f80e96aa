package org.aectl.task;

import org.aectl.config.ExperimentConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig;
import org.aectl.data.Examples;
import org.aectl.data.FirstExamples;
import org.aectl.data.LoadedData;
import org.aectl.data.SourceDetection;
import org.aectl.data.Sources;
import org.jspecify.annotations.Nullable;

/**
 * The examples that a trained model is used on.
 *
 * @param name for people and for {@code --json}: a split's name, or the data as the user named them
 */
public record InferenceData(String name, Examples examples) {
    private static final String TEST = "test";
    private static final String TRAINING = "training";

    /**
     * Opens the examples.
     *
     * @param config of the run
     */
    static InferenceData open(ExperimentConfig config, InferenceRequest request) {
        InferenceData all =
                request.data() == null ? ownData(config, request) : otherData(request.data(), request, config);
        return request.limit() == null
                ? all
                : new InferenceData(all.name, new FirstExamples(all.examples, request.limit()));
    }

    private static InferenceData ownData(ExperimentConfig config, InferenceRequest request) {
        String split = request.split() == null ? TEST : request.split();
        return new InferenceData(
                split, PreparedData.open(config, request.run().cache()).splits().get(split));
    }

    /**
     * Other data of the kind that the run was trained on are read as its own were.
     *
     * @param data a file or folder, or the name of a set
     * @param own data of the run
     */
    public static SourceConfig source(String data, SourceConfig own) {
        String label = label(own);
        String delimiter = own instanceof SourceConfig.Csv csv ? csv.delimiter() : ",";
        SourceConfig.Images.Color color =
                own instanceof SourceConfig.Images images ? images.color() : SourceConfig.Images.Color.GREY;
        SourceConfig found = SourceDetection.detect(data, new SourceDetection.Hints(label, delimiter, null, color));
        if (found instanceof SourceConfig.Csv other && own instanceof SourceConfig.Csv csv) {
            SourceConfig.Csv labelled = new SourceConfig.Csv(other.path(), null, csv.header(), label, csv.delimiter());
            // New examples often have no labels yet.
            return label == null || Sources.hasLabels(labelled)
                    ? labelled
                    : new SourceConfig.Csv(other.path(), null, csv.header(), null, csv.delimiter());
        }
        if (found instanceof SourceConfig.Parquet other) {
            return parquet(other, own);
        }
        if (found instanceof SourceConfig.Images other && own instanceof SourceConfig.Images images) {
            return new SourceConfig.Images(other.path(), null, color, images.resize());
        }
        return found;
    }

    private static @Nullable String label(SourceConfig own) {
        if (own instanceof SourceConfig.Csv csv) {
            return csv.label();
        }
        return own instanceof SourceConfig.Parquet parquet ? parquet.label() : null;
    }

    /** The run's own columns, if it was trained on Parquet; the labels only where there are some, as for CSV. */
    private static SourceConfig parquet(SourceConfig.Parquet other, SourceConfig own) {
        SourceConfig.Parquet like = own instanceof SourceConfig.Parquet parquet
                ? new SourceConfig.Parquet(other.path(), null, other.label(), parquet.columns(), parquet.shape())
                : other;
        return like.label() == null || Sources.hasLabels(like)
                ? like
                : new SourceConfig.Parquet(like.path(), null, null, like.columns(), like.shape());
    }

    private static InferenceData otherData(String data, InferenceRequest request, ExperimentConfig config) {
        LoadedData loaded = Sources.open(
                source(data, config.data().source()),
                null,
                config.seed(),
                request.run().cache(),
                config.data().missing().keepingRows());
        String split = request.split();
        if (split == null) {
            return loaded.test() == null
                    ? new InferenceData(data, loaded.training())
                    : new InferenceData(data + " " + TEST, loaded.test());
        }
        if (split.equals(TEST) && loaded.test() != null) {
            return new InferenceData(data + " " + TEST, loaded.test());
        }
        if (split.equals(TRAINING)) {
            return new InferenceData(data + " " + TRAINING, loaded.training());
        }
        throw new InvalidInputException(data + ": has no split " + split + "; it has " + TRAINING
                + (loaded.test() == null ? "" : " and " + TEST));
    }
}
