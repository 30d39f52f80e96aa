package org.aectl.infer;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Scale;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes: examples like those that it was trained on.
 *
 * @param shape of an example
 * @param columns names of the columns, where it was trained on a table
 * @param scaling as its training fitted it
 * @param range of all scaled training values together; null where it is not known, as of a classifier
 */
public record ModelInput(
        ExampleShape shape,
        Columns columns,
        Scaling scaling,
        @Nullable ValueRange range) {
    /** Examples whose range is looked at, at equal distances over the rows. */
    private static final int LOOKED_AT = 256;
    /** Noise can bring a picture's values out of their range, but not so far. */
    private static final float TOO_FAR = 10;
    /** Of the range; what the eye takes for black. */
    private static final float NOTHING = 0.01f;
    /** Of the range; a new extreme is seldom further away. */
    private static final float MARGIN = 0.1f;
    /** Deviations that few values of any kind are further from the mean. */
    private static final float FAR = 6;
    /** Of the values; more are no few extremes. */
    private static final double FEW = 0.01;

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

    /**
     * What to say of examples whose values, as the network sees them, lie in another range than those of its training, as if they
     * were in another unit or had been scaled before.
     *
     * @param name what the message calls them
     * @return empty where they lie in the same one
     */
    public Optional<String> otherRange(Examples examples, String name) {
        ValueRange usual = usualRange();
        if (usual == null || usual.width() <= 0 || examples.shape().size() != shape.size()) {
            return Optional.empty();
        }
        float margin = MARGIN * (float) usual.width();
        Range found = new Range(usual.minimum() - margin, usual.maximum() + margin);
        each(examples, values -> {
            scaling.apply(values, 0);
            found.add(values);
        });
        double share = (double) found.outside / found.count;
        // One alone is an outlier and no other unit.
        if (share > FEW && found.outside > 1) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s: %.0f%% of the values lie outside of the range of the training rows; give them in the same unit, as they were"
                            + " before any scaling",
                    name,
                    Math.max(1, 100 * share)));
        }
        double width = (double) found.most - found.least;
        return width > 0 && width < NOTHING * usual.width()
                ? Optional.of(
                        name + ": all values lie within a hundredth of the range of the training rows; give them in the"
                                + " same unit, as they were before any scaling")
                : Optional.empty();
    }

    /** Of scaled training values: those of one feature, by deviations, may be far from all others. */
    private @Nullable ValueRange usualRange() {
        return switch (scaling.kind()) {
            case UNIT, MINMAX -> new ValueRange(0, 1);
            case STANDARD ->
                range == null
                        ? new ValueRange(-FAR, FAR)
                        : new ValueRange(Math.max(-FAR, range.minimum()), Math.min(FAR, range.maximum()));
            case NONE -> range;
        };
    }

    private static ValueRange range(Examples examples) {
        Range range = new Range(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        each(examples, range::add);
        return new ValueRange(range.least, range.most);
    }

    private static void each(Examples examples, Consumer<float[]> values) {
        float[] row = new float[examples.shape().size()];
        for (int number : SelectedExamples.spread(examples.count(), LOOKED_AT)) {
            examples.read(number, row, 0);
            values.accept(row);
        }
    }

    /** What values were met. Comparisons with a missing value, which is NaN, are false. */
    private static final class Range {
        private final float from;
        private final float to;
        private float least = Float.POSITIVE_INFINITY;
        private float most = Float.NEGATIVE_INFINITY;
        private long count;
        private long outside;

        /** Those from one value to another are inside. */
        Range(float from, float to) {
            this.from = from;
            this.to = to;
        }

        void add(float[] values) {
            for (float value : values) {
                least = value < least ? value : least;
                most = value > most ? value : most;
                outside += value < from || value > to ? 1 : 0;
            }
            count += values.length;
        }
    }
}
