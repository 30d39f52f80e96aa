package org.aectl.run;

import java.nio.file.Path;
import org.aectl.config.InvalidInputException;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Scaling;

/** Whether the numbers of an archive's index can be, and fit each other: whoever made the file could write anything. */
final class IndexCheck {
    private IndexCheck() {}

    /** @throws InvalidInputException naming the number */
    static void check(Path file, ExampleShape shape, Columns columns, Scaling scaling, TrainingProgress progress) {
        refuse(
                columns.areNamed() && columns.features().size() != shape.size(),
                file,
                "it names the columns of " + columns.features().size() + " features, its examples have "
                        + shape.size());
        refuse(
                scaling.features() != shape.size(),
                file,
                "its scaling is of " + scaling.features() + " features, its examples have " + shape.size());
        check(file, progress);
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
                "progress.stageEpoch is " + progress.stageEpoch() + " of " + progress.epoch() + " epochs");
        refuse(
                progress.bestEpoch() > progress.epoch(),
                file,
                "progress.bestEpoch is " + progress.bestEpoch() + " of " + progress.epoch() + " epochs");
        refuse(Double.isNaN(progress.bestValue()), file, "progress.bestValue is no number");
        check(file, progress.partial());
    }

    private static void check(Path file, PartialEpoch partial) {
        checkCount(file, "partial.batches", partial.batches());
        checkCount(file, "partial.examples", partial.examples());
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
