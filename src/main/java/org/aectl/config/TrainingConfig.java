package org.aectl.config;

import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;
import org.jspecify.annotations.Nullable;

/** How the model is fitted. */
public record TrainingConfig(
        @Doc("Passes over the training rows.") @Range(min = 1) @Default("30")
        int epochs,

        @Doc("Examples per step.") @Range(min = 1) @Default("128")
        int batchSize,

        @Doc("The rule that turns gradients into steps.") @Default("{ type: adam }")
        OptimizerConfig optimizer,

        @Doc("How the learning rate changes.") @Default("{ type: constant }")
        ScheduleConfig schedule,

        @Doc("Epochs in which the learning rate rises linearly from 0; may be a fraction.")
        @Range(min = 0)
        @Default("0")
        double warmupEpochs,

        @Doc("Weight decay: l2/2 times the sum of squared weights is added to the loss; biases are left alone.")
        @Range(min = 0)
        @Default("0")
        double l2,

        @Doc("Bounds on the gradient of a step, before that of l2 is added; left out, it has none.") @Nullable
        GradientClip gradientClip,

        @Doc("Ends the training when a metric has stopped falling; left out, all epochs are run.") @Nullable
        EarlyStopping earlyStopping,

        @Doc("When checkpoints are written and how many are kept.") @Default("{}")
        Checkpoints checkpoints,

        @Doc(
                "What happens when a loss or a weight is no finite number any more: rollback goes back to the state before the epoch and halves the learning rate, stop ends the training.")
        @Default("rollback")
        OnDivergence onDivergence,

        @Doc("How often a rollback is tried before the training ends after all; 3 unless given.")
        @Range(min = 1)
        @Nullable
        Integer rollbacks) {
    private static final int USUAL_ROLLBACKS = 3;

    /** What happens when a training diverges. */
    public enum OnDivergence {
        ROLLBACK,
        STOP
    }

    /** How often a stage is taken back after it diverged, at most. */
    public int mostRollbacks() {
        if (onDivergence == OnDivergence.STOP) {
            return 0;
        }
        return rollbacks == null ? USUAL_ROLLBACKS : rollbacks;
    }

    /**
     * Whether the last epoch is the one that is kept, because nothing chooses another.
     *
     * @param metric that is followed: one of the training rows only where there are no validation rows, or early stopping says so
     */
    public boolean keepsLast(String metric) {
        return earlyStopping == null && metric.startsWith("training.");
    }

    /** Bounds on a step's gradient without that of l2; the elements are clipped first, then the whole. */
    public record GradientClip(
            @Doc("Largest Euclidean norm of the whole gradient; a longer one is shortened to it.")
            @Range(above = 0)
            @Nullable
            Double norm,

            @Doc("Largest absolute value of each element.") @Range(above = 0) @Nullable
            Double value) {}

    /** Ends the training when a metric has stopped falling. */
    public record EarlyStopping(
            @Doc("Epochs without improvement that are put up with.") @Range(min = 1) @Default("5")
            int patience,

            @Doc(
                    "The metric that should fall: a column of metrics.csv. One of the training rows counts from the epoch on in which"
                            + " the weight of the divergence and the noise are those of the end.")
            @Default("validation.loss")
            String metric,

            @Doc("An improvement of no more than this does not count; small ones add up.") @Range(min = 0) @Default("0")
            double minimumImprovement) {}

    /** When checkpoints are written and how many are kept. */
    public record Checkpoints(
            @Doc("Epochs between two checkpoints; the last epoch always has one.") @Range(min = 1) @Default("1")
            int every,

            @Doc("Minutes between two checkpoints within an epoch, of which the newest is kept until the epoch's end.")
            @Range(above = 0)
            @Default("10")
            double everyMinutes,

            @Doc("Newest checkpoints that are kept, beside the best.") @Range(min = 1) @Default("3")
            int keep) {}
}
