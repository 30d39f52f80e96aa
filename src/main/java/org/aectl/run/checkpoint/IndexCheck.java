package org.aectl.run.checkpoint;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.prepare.Scaling;
import org.aectl.model.plan.NetworkPlan;

/** Whether the numbers of an archive's index can be, and fit each other: whoever made the file could write anything. */
final class IndexCheck {
    private IndexCheck() {}

    /**
     * Checks them.
     *
     * @param epochs that the training has at most
     * @throws InvalidInputException naming the number
     */
    static void check(
            Path file, ExampleShape shape, Columns columns, Scaling scaling, TrainingProgress progress, int epochs) {
        refuse(
                columns.areNamed() && columns.features().size() != shape.size(),
                file,
                "it names the columns of " + Counts.of(columns.features().size(), "feature") + ", its examples have "
                        + shape.size());
        refuse(
                scaling.features() != shape.size(),
                file,
                "its scaling is of " + Counts.of(scaling.features(), "feature") + ", its examples have "
                        + shape.size());
        check(file, progress);
        refuse(
                progress.batches() > 0 && progress.epoch() >= epochs,
                file,
                "progress.partial.batches is " + progress.batches() + " after the last of "
                        + Counts.of(epochs, "epoch"));
    }

    /**
     * Counts the parameters of the network that a file's config is of: what its arrays may ask memory for.
     *
     * @param plan makes the plan of that network; nothing is allocated for it
     * @throws InvalidInputException if there is no such network, or it has more parameters than an array can hold
     */
    static long parameters(Path file, Supplier<NetworkPlan> plan) {
        NetworkPlan network = planned(file, plan);
        long parameters = network.parameters();
        if (parameters > Integer.MAX_VALUE) {
            throw new InvalidInputException("%s: its config is of the network %s with %s; the most possible is %,d"
                    .formatted(file, network, Counts.of(parameters, "parameter"), Integer.MAX_VALUE));
        }
        return parameters;
    }

    private static NetworkPlan planned(Path file, Supplier<NetworkPlan> plan) {
        try {
            return plan.get();
        } catch (InvalidInputException unsuitable) {
            throw new InvalidInputException(
                    file + ": its config and its examples do not fit: " + unsuitable.getMessage(), unsuitable);
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw new InvalidInputException(
                    file + ": its config is of a network that cannot be: " + impossible.getMessage(), impossible);
        }
    }

    private static void check(Path file, TrainingProgress progress) {
        checkCount(file, "stage", progress.stage());
        checkCount(file, "stageEpoch", progress.stageEpoch());
        checkCount(file, "stageStep", progress.stageStep());
        checkCount(file, "epoch", progress.epoch());
        checkCount(file, "bestEpoch", progress.bestEpoch());
        checkCount(file, "epochsWithoutImprovement", progress.epochsWithoutImprovement());
        checkCount(file, "rollbacks", progress.rollbacks());
        refuse(
                progress.stageEpoch() > progress.epoch(),
                file,
                "progress.stageEpoch is " + progress.stageEpoch() + " of " + Counts.of(progress.epoch(), "epoch"));
        refuse(
                progress.bestEpoch() > progress.epoch(),
                file,
                "progress.bestEpoch is " + progress.bestEpoch() + " of " + Counts.of(progress.epoch(), "epoch"));
        refuse(Double.isNaN(progress.bestValue()), file, "progress.bestValue is no number");
        check(file, progress.partial());
    }

    private static void check(Path file, PartialEpoch partial) {
        checkCount(file, "partial.batches", partial.batches());
        checkCount(file, "partial.examples", partial.examples());
        refuse(
                partial.batches() > partial.examples(),
                file,
                "progress.partial.batches is " + partial.batches() + " of " + Counts.of(partial.examples(), "example"));
    }

    private static void checkCount(Path file, String name, long count) {
        refuse(count < 0, file, "progress." + name + " must be at least 0, was " + count);
    }

    private static void refuse(boolean wrong, Path file, String reason) {
        if (wrong) {
            throw new InvalidInputException(file + ": damaged: " + reason);
        }
    }
}
