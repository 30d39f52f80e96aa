package org.aectl.task.sample;

import org.aectl.base.InvalidInputException;
import org.aectl.infer.TrainedModel;
import org.jspecify.annotations.Nullable;

/** As which class codes are decoded that come from no example. */
final class DecodedClass {
    private DecodedClass() {}

    /**
     * The class number; 0 for a model that is not conditional.
     *
     * @param label name of the class, null where the user gave none
     * @param option that decodes, for messages
     * @throws InvalidInputException if the model needs a class and none is given, or knows no such class
     */
    static int of(TrainedModel model, @Nullable String label, String option) {
        if (label != null) {
            return model.classNumber(label);
        }
        if (model.isConditional()) {
            throw new InvalidInputException(option + " of a model of type cvae needs --label, one of "
                    + String.join(", ", model.checkpoint().classes()));
        }
        return 0;
    }
}
