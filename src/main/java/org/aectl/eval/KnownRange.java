package org.aectl.eval;

import org.aectl.config.DataConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.jspecify.annotations.Nullable;

/**
 * The range that values can have, which a signal-to-noise ratio and a structural similarity are relative to. Only where it is
 * known do these mean anything: the range that some rows happen to have differs from split to split, and that of a table's
 * columns is none of a signal.
 *
 * @param width from the smallest possible value to the largest
 * @param raw brings scaled values back to those that have the range; null where scaled values have it
 */
public record KnownRange(double width, @Nullable Scaling raw) {
    /**
     * The range of pictures, and of values made binary: that which {@code data.scale: unit} makes 0 to 1, or with other
     * scaling that of the stored bytes.
     *
     * @param stored the range that the type of stored values can have; null where it is unbounded
     * @return null where none is known
     */
    public static @Nullable KnownRange of(
            DataConfig data, Scaling scaling, ExampleShape shape, @Nullable ValueRange stored) {
        boolean isBinary = data.binarize() != DataConfig.Binarize.NONE;
        if (isBinary || (shape.isImage() && scaling.kind() == DataConfig.Scale.UNIT)) {
            return new KnownRange(1, null);
        }
        return shape.isImage() && stored != null ? new KnownRange(stored.width(), scaling) : null;
    }

    /** Values of whole examples as they have the range. */
    float[] values(float[] scaled) {
        if (raw == null) {
            return scaled;
        }
        float[] values = scaled.clone();
        for (int first = 0; first < values.length; first += raw.features()) {
            raw.invert(values, first);
        }
        return values;
    }
}
