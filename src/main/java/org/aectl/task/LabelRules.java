package org.aectl.task;

import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.ClassNames;
import org.aectl.data.Examples;
import org.aectl.data.KnownClasses;
import org.aectl.data.SelectedExamples;
import org.aectl.data.prepare.Splits;

/** What becomes of labels that are missing, or that training rows do not have. */
public final class LabelRules {
    private LabelRules() {}

    /**
     * Warns of missing labels.
     *
     * @throws InvalidInputException if the model is conditional on labels, and one of an example is missing or new to it
     */
    public static void check(ExperimentConfig config, Splits splits) {
        Examples training = splits.training();
        Examples test = splits.test();
        if (!config.model().isConditional()) {
            warnOfMissing("the training rows", training);
            if (test != null) {
                warnOfMissing("the test rows", test);
            }
            return;
        }
        if (training.classes().contains("") || (test != null && test.classes().contains(""))) {
            throw new InvalidInputException(
                    "model.type cvae needs the label of each example, but the data have rows without one");
        }
        if (test != null && training.labelled()) {
            KnownClasses.check(test, "the test split", training.classes());
        }
    }

    /** Says how many rows of some examples have no label, where others have one. */
    static void warnOfMissing(String name, Examples examples) {
        int missing = missing(examples);
        if (missing > 0) {
            Warnings.tell("%s: %d of %d have no label; only the others count where labels do"
                    .formatted(name, missing, examples.count()));
        }
    }

    private static int missing(Examples examples) {
        return examples.classes().contains("")
                ? (int) IntStream.range(0, examples.count())
                        .filter(row -> !examples.hasLabel(row))
                        .count()
                : 0;
    }

    /** The examples that have a label, with the classes that have a name; all of them where none is missing. */
    public static Examples labelled(Examples examples) {
        if (!examples.classes().contains("")) {
            return examples;
        }
        int[] rows =
                IntStream.range(0, examples.count()).filter(examples::hasLabel).toArray();
        Examples some = new SelectedExamples(examples, rows);
        return new KnownClasses(some, "", ClassNames.named(examples.classes()));
    }
}
