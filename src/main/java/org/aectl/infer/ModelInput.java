package org.aectl.infer;

import org.aectl.base.Counts;
import org.aectl.config.DataConfig.Scale;
import org.aectl.config.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.Scaling;
import org.aectl.data.SelectedExamples;
import org.aectl.data.ValueRange;

/**
 * What a model takes: examples like those that it was trained on.
 *
 * @param shape of an example
 * @param scaling as its training fitted it
 */
public record ModelInput(ExampleShape shape, Scaling scaling) {
    /** Examples whose range is looked at, at equal distances over the rows. */
    private static final int LOOKED_AT = 256;
    /** Noise can bring a picture's values out of their range, but not so far. */
    private static final float TOO_FAR = 10;
    /** Of the range; what the eye takes for black. */
    private static final float NOTHING = 0.01f;

    /**
     * Refuses examples that the model cannot have been meant for: of another size, pictures of another shape, or pictures
     * whose values are in another unit, such as 0 to 1 instead of 0 to 255. In a table of numbers any value may come.
     *
     * @param name what the message calls them
     * @throws InvalidInputException if they do not fit
     */
    public void check(Examples examples, String name) {
        checkShape(examples.shape(), name);
        if (shape.isImage() && scaling.kind() == Scale.UNIT) {
            checkUnit(examples, name);
        }
    }

    private void checkShape(ExampleShape other, String name) {
        boolean isOtherPicture = other.isImage() && shape.isImage() && !other.equals(shape);
        if (other.size() != shape.size() || isOtherPicture) {
            throw new InvalidInputException(name + ": examples of shape " + other + " ("
                    + Counts.of(other.size(), "value") + "); the model was trained on " + shape + " ("
                    + Counts.of(shape.size(), "value") + ")");
        }
    }

    private void checkUnit(Examples examples, String name) {
        ValueRange trained = new ValueRange(scaling.shift()[0], scaling.shift()[0] + scaling.divisor()[0]);
        if (trained.equals(examples.storedRange())) {
            return;
        }
        ValueRange found = range(examples);
        float least = (found.minimum() - trained.minimum()) / scaling.divisor()[0];
        float most = (found.maximum() - trained.minimum()) / scaling.divisor()[0];
        boolean isTooLarge = least < -TOO_FAR || most > TOO_FAR;
        boolean isTooSmall = found.minimum() < found.maximum() && Math.max(-least, most) < NOTHING;
        if (isTooLarge || isTooSmall) {
            throw new InvalidInputException(name + ": pictures with values from " + found.minimum() + " to "
                    + found.maximum() + "; the model was trained on values from " + trained.minimum() + " to "
                    + trained.maximum());
        }
    }

    private static ValueRange range(Examples examples) {
        float[] values = new float[examples.shape().size()];
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int row : SelectedExamples.spread(examples.count(), LOOKED_AT)) {
            examples.read(row, values, 0);
            for (float value : values) {
                // Not so of a missing value, which is NaN.
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
        }
        return new ValueRange(least, most);
    }
}
