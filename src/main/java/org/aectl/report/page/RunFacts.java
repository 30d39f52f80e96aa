package org.aectl.report.page;

import org.aectl.base.Counts;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.ExampleShape;
import org.aectl.infer.TrainedModel;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.report.plot.LineChart;
import org.aectl.run.Manifest;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.MetricsTable;
import org.aectl.run.checkpoint.TrainingProgress;
import org.jspecify.annotations.Nullable;

/**
 * What a page knows about a run, whether from its folder or from a lone checkpoint.
 *
 * @param name for people
 * @param model the one that is shown
 * @param manifest null for a lone checkpoint
 * @param metrics of all epochs
 */
public record RunFacts(
        String name, TrainedModel model, @Nullable Manifest manifest, MetricsTable metrics) {
    private static final String VALIDATION_LOSS = LineChart.VALIDATION + ".loss";
    private static final String TRAINING_LOSS = LineChart.TRAINING + ".loss";

    Checkpoint checkpoint() {
        return model.checkpoint();
    }

    ExperimentConfig config() {
        return checkpoint().config();
    }

    NetworkPlan plan() {
        return model.autoencoder().plan();
    }

    /** The metric whose lowest value is the best. */
    String metric() {
        if (manifest != null) {
            return manifest.metric();
        }
        TrainingConfig.EarlyStopping stopping = config().training().earlyStopping();
        String usual = metrics.names().contains(VALIDATION_LOSS) ? VALIDATION_LOSS : TRAINING_LOSS;
        return stopping == null ? usual : stopping.metric();
    }

    /** Whether the best epoch is the last one, because there are no validation rows to judge by. */
    boolean keepsLast() {
        Integer best = bestEpoch();
        return config().training().keepsLast(metric()) && best != null && best == epochs();
    }

    /** Epochs of all stages completed. */
    int epochs() {
        return manifest == null ? checkpoint().progress().epoch() : manifest.epochs();
    }

    /** The best epoch; null where there is none yet. */
    @Nullable
    Integer bestEpoch() {
        int epoch = manifest == null ? checkpoint().progress().bestEpoch() : manifest.bestEpoch();
        return epoch == 0 ? null : epoch;
    }

    /** The metric in the best epoch; null where there is none yet. */
    @Nullable
    Double bestValue() {
        TrainingProgress progress = checkpoint().progress();
        if (manifest != null) {
            return manifest.bestValue();
        }
        return progress.bestEpoch() == 0 ? null : progress.bestValue();
    }

    /** Training rows; null where nothing says. */
    @Nullable
    Integer trainingRows() {
        return manifest == null ? null : manifest.rows().get("training");
    }

    /** {@code a variational autoencoder}, as a sentence has it. */
    String family() {
        return switch (config().model().type()) {
            case AE -> "an autoencoder";
            case SAE -> "a stacked autoencoder";
            case SPARSE -> "a sparse autoencoder";
            case DAE -> "a denoising autoencoder";
            case VAE -> "a variational autoencoder";
            case CVAE -> "a conditional variational autoencoder";
        };
    }

    /** {@code pictures of 28 by 28 pixels}, or {@code rows of 21 values}. */
    String examples() {
        return examples(checkpoint().shape());
    }

    static String examples(ExampleShape shape) {
        if (!shape.isImage()) {
            return "rows of " + Counts.of(shape.size(), "value");
        }
        String channels = shape.channels() == 1 ? "" : " with " + Counts.of(shape.channels(), "channel");
        return "pictures of " + shape.height() + " by " + Counts.of(shape.width(), "pixel") + channels;
    }

    /** What the output is judged by. */
    String likelihood() {
        ModelConfig network = config().model();
        String word = EnumNames.of(network.reconstruction());
        return network.variance() == null
                ? network.reconstruction().loss() + " (" + word + ")"
                : word + ", with its variance";
    }
}
