package org.aectl.data.source;

import java.util.Locale;
import java.util.Optional;
import org.aectl.config.DataConfig.Scale;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.file.Wording;
import org.aectl.data.prepare.FeatureStatistics;
import org.aectl.data.prepare.FeatureTotals;

/** Whether columns of a table are so unlike that one scale for all of them hides some from the loss. */
public final class UnlikeRanges {
    /** So many times as wide as another, a column decides the squared error alone. */
    private static final double MUCH = 100;
    /** So many columns of values from 0 to 255 are pixels, of which some hardly differ in any row. */
    private static final int PIXELS = 64;

    private UnlikeRanges() {}

    /**
     * What to say of training examples that are scaled by one rule for all columns, or not at all.
     *
     * @param shape of one of them
     * @param columns their names
     * @return empty where the scaling does them justice
     */
    public static Optional<String> warning(
            FeatureStatistics training, ExampleShape shape, Columns columns, Scale scale) {
        if (scale == Scale.STANDARD || scale == Scale.MINMAX || (scale == Scale.UNIT && shape.isImage())) {
            return Optional.empty();
        }
        FeatureTotals totals = training.totals();
        ValueRange all = totals.range();
        boolean arePixels = shape.isImage() || (shape.size() >= PIXELS && all.isWithin(ValueRange.BYTE));
        Optional<String> unlike = arePixels ? Optional.empty() : unlike(totals, columns, scale);
        return unlike.isPresent() || scale == Scale.UNIT ? unlike : large(all);
    }

    private static Optional<String> unlike(FeatureTotals totals, Columns columns, Scale scale) {
        int widest = -1;
        int narrowest = -1;
        for (int i = 0; i < totals.features(); i++) {
            double width = totals.range(i).width();
            // A column of one value has no range, and one without any has a negative one.
            if (width > 0) {
                widest = widest < 0 || width > totals.range(widest).width() ? i : widest;
                narrowest = narrowest < 0 || width < totals.range(narrowest).width() ? i : narrowest;
            }
        }
        if (widest < 0
                || totals.range(widest).width()
                        <= MUCH * totals.range(narrowest).width()) {
            return Optional.empty();
        }
        return Optional.of(
                "columns %s and %s have unlike ranges, and data.scale %s %s: the wider ones decide the loss; data.scale standard or minmax gives each its own"
                        .formatted(
                                column(widest, totals, columns),
                                column(narrowest, totals, columns),
                                scale.name().toLowerCase(Locale.ROOT),
                                scale == Scale.UNIT ? "is one for all" : "leaves them so"));
    }

    private static String column(int number, FeatureTotals totals, Columns columns) {
        ValueRange range = totals.range(number);
        String name = columns.areNamed() ? Wording.quote(columns.features().get(number)) : number + " (from 0)";
        return "%s [%s, %s]".formatted(name, range.minimum(), range.maximum());
    }

    private static Optional<String> large(ValueRange all) {
        return all.minimum() <= all.maximum() && all.magnitude() > MUCH
                ? Optional.of(
                        "the training values reach " + all.magnitude()
                                + ", and data.scale none leaves them so, which makes losses and steps as large; data.scale standard, minmax or unit brings them near 1")
                : Optional.empty();
    }
}
