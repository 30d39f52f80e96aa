package org.aectl.data.prepare;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.DataConfig.Scale;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How raw values become the network's input and back: {@code scaled = (raw - shift) / divisor}. The division is a true
 * one, not a product with the reciprocal, so that {@code x / 255} is the nearest float to the quotient.
 *
 * <p>Where missing values are allowed, it also says what they are filled with before they are scaled.
 *
 * @param kind which rule the numbers were fitted by
 * @param features how many values an example has
 * @param shift one number for each feature, or a single one for all; not to be changed
 * @param divisor as many numbers, none of them 0; not to be changed
 * @param fill what stands for a missing value, one number for each feature, or a single one for all; null where none may be
 *     missing; not to be changed
 */
public record Scaling(Scale kind, int features, float[] shift, float[] divisor, float @Nullable [] fill) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // What was written before there were missing values does not mention them; all else is asked for below.
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .changeDefaultPropertyInclusion(written -> written.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public Scaling {
        if (features < 1) {
            throw new IllegalArgumentException("features must be >= 1, was " + features);
        }
        if (shift.length != divisor.length || (shift.length != 1 && shift.length != features)) {
            throw new IllegalArgumentException("shift and divisor must have 1 or " + features + " numbers, had "
                    + shift.length + " and " + divisor.length);
        }
        for (int i = 0; i < shift.length; i++) {
            if (!Float.isFinite(shift[i]) || !Float.isFinite(divisor[i]) || divisor[i] == 0) {
                throw new IllegalArgumentException(
                        "shift and divisor of feature " + i + " are " + shift[i] + " and " + divisor[i]);
            }
        }
        if (fill != null) {
            checkFill(fill, features);
        }
    }

    private static void checkFill(float[] fill, int features) {
        if (fill.length != 1 && fill.length != features) {
            throw new IllegalArgumentException("fill must have 1 or " + features + " numbers, had " + fill.length);
        }
        for (int i = 0; i < fill.length; i++) {
            if (!Float.isFinite(fill[i])) {
                throw new IllegalArgumentException("fill of feature " + i + " is " + fill[i]);
            }
        }
    }

    /** Of examples without missing values. */
    public Scaling(Scale kind, int features, float[] shift, float[] divisor) {
        this(kind, features, shift, divisor, null);
    }

    /**
     * Fits the numbers on training examples. A feature that has one value only becomes 0: its divisor is 1.
     *
     * @param training at least one example
     * @throws InvalidInputException if the values span more than a 32-bit number can say
     */
    public static Scaling fit(Examples training, Scale scale) {
        return fit(new ExampleStatistics(training), scale);
    }

    private static Scaling fit(FeatureStatistics training, Scale scale) {
        return switch (scale) {
            case NONE -> none(training.features());
            case UNIT -> unit(training);
            case MINMAX -> minMax(training);
            case STANDARD -> standard(training);
        };
    }

    /**
     * As {@link #fit(Examples, Scale)}, of examples with missing values, which count as what they are filled with.
     *
     * @param missing whether they are, and what with
     * @throws InvalidInputException also if a feature has no value to take the mean of
     */
    public static Scaling fit(Examples training, Scale scale, Missing missing) {
        return fit(new ExampleStatistics(training), scale, missing);
    }

    /** As {@link #fit(Examples, Scale, Missing)}, from statistics of the training examples. */
    public static Scaling fit(FeatureStatistics training, Scale scale, Missing missing) {
        if (!missing.isFilled()) {
            return fit(training, scale);
        }
        float[] fill = missing == Missing.ZERO ? new float[] {0} : means(training);
        Scaling fitted = fit(training.filled(fill), scale);
        return new Scaling(fitted.kind, fitted.features, fitted.shift, fitted.divisor, fill);
    }

    private static float[] means(FeatureStatistics training) {
        double[] means = training.totals().means();
        float[] fill = new float[means.length];
        for (int i = 0; i < fill.length; i++) {
            if (Double.isNaN(means[i])) {
                throw new InvalidInputException("feature " + i + " (from 0) has no value in any of "
                        + training.count()
                        + " training rows, so there is no mean for data.missing mean; leave it out or"
                        + " use data.missing zero");
            }
            fill[i] = (float) means[i];
        }
        return fill;
    }

    /** Values stay as they are. */
    public static Scaling none(int features) {
        return new Scaling(Scale.NONE, features, new float[] {0}, new float[] {1});
    }

    private static Scaling unit(FeatureStatistics training) {
        ValueRange stored = training.storedRange();
        ValueRange range = stored != null ? stored : training.totals().range();
        return fitted(Scale.UNIT, training, new float[] {range.minimum()}, new double[] {range.width()});
    }

    private static Scaling minMax(FeatureStatistics training) {
        FeatureTotals totals = training.totals();
        double[] widths = new double[training.features()];
        Arrays.setAll(widths, i -> totals.range(i).width());
        return fitted(Scale.MINMAX, training, totals.minimum(), widths);
    }

    private static Scaling standard(FeatureStatistics training) {
        FeatureTotals totals = training.totals();
        double[] means = totals.means();
        double[] deviations = training.variances(means);
        float[] shift = new float[means.length];
        for (int i = 0; i < means.length; i++) {
            // The mean of equal values can miss them by a rounding error, which would be taken for their deviation.
            ValueRange range = totals.range(i);
            boolean constant = range.minimum() == range.maximum();
            shift[i] = constant ? range.minimum() : (float) means[i];
            deviations[i] = constant ? 0 : Math.sqrt(deviations[i]);
        }
        return fitted(Scale.STANDARD, training, shift, deviations);
    }

    /**
     * The range of all scaled training values together: [0,1] by the very rule of unit and minmax.
     *
     * @param training the examples that the scaling was fitted on
     */
    public ValueRange scaledRange(Examples training) {
        return scaledRange(new ExampleStatistics(training));
    }

    /** As {@link #scaledRange(Examples)}, from statistics of the training examples. */
    public ValueRange scaledRange(FeatureStatistics training) {
        if (kind == Scale.UNIT || kind == Scale.MINMAX) {
            return new ValueRange(0, 1);
        }
        FeatureTotals totals = (fill == null ? training : training.filled(fill)).totals();
        float[] minimum = totals.minimum();
        float[] maximum = totals.maximum();
        apply(minimum, 0);
        apply(maximum, 0);
        return FeatureTotals.range(minimum, maximum);
    }

    private static Scaling fitted(Scale kind, FeatureStatistics training, float[] shift, double[] divisors) {
        float[] divisor = new float[divisors.length];
        for (int i = 0; i < divisor.length; i++) {
            divisor[i] = (float) divisors[i];
            if (Float.isInfinite(divisor[i])) {
                throw new InvalidInputException(
                        "feature " + i + " spans " + divisors[i] + ", too much for a 32-bit number");
            }
            if (divisor[i] == 0) {
                divisor[i] = 1;
            }
        }
        return new Scaling(kind, training.features(), shift, divisor);
    }

    /** Fills and scales one example, the {@code features} numbers from {@code offset} on, in place. */
    public void apply(float[] values, int offset) {
        if (fill != null) {
            FilledExamples.fill(values, offset, features, fill);
        }
        if (kind == Scale.NONE) {
            return;
        }
        if (shift.length == 1) {
            float by = divisor[0];
            float from = shift[0];
            for (int i = offset; i < offset + features; i++) {
                values[i] = (values[i] - from) / by;
            }
            return;
        }
        for (int i = 0; i < features; i++) {
            values[offset + i] = (values[offset + i] - shift[i]) / divisor[i];
        }
    }

    /** Brings one scaled example back to raw values in place, but for rounding. */
    public void invert(float[] values, int offset) {
        int last = shift.length - 1;
        for (int i = 0; i < features; i++) {
            int feature = Math.min(i, last);
            values[offset + i] = values[offset + i] * divisor[feature] + shift[feature];
        }
    }

    /** As a JSON object that {@link #fromJson} reads back to the last bit. */
    public String toJson() {
        return JSON.writeValueAsString(new Json(kind.name().toLowerCase(Locale.ROOT), features, shift, divisor, fill));
    }

    /**
     * Reads a stored scaling.
     *
     * @throws InvalidInputException if the text is not what {@link #toJson} writes
     */
    public static Scaling fromJson(String json) {
        try {
            Json read = JSON.readValue(json, Json.class);
            if (read == null || read.scale == null || read.shift == null || read.divisor == null) {
                throw new InvalidInputException("the stored scaling is incomplete");
            }
            Scale kind = List.of(Scale.values()).stream()
                    .filter(scale -> scale.name().toLowerCase(Locale.ROOT).equals(read.scale))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException(
                            "the stored scaling is of an unknown kind: " + Wording.quote(read.scale)));
            return new Scaling(kind, read.features, read.shift, read.divisor, read.fill);
        } catch (JacksonException exception) {
            throw new InvalidInputException(
                    "the stored scaling cannot be read: " + exception.getOriginalMessage(), exception);
        } catch (IllegalArgumentException exception) {
            throw new InvalidInputException("the stored scaling is wrong: " + exception.getMessage(), exception);
        }
    }

    /** The keys in the file. */
    private record Json(
            @Nullable String scale,
            int features,
            float @Nullable [] shift,
            float @Nullable [] divisor,
            float @Nullable [] fill) {}

    @Override
    public String toString() {
        return "Scaling[" + kind + ", " + features + " features]";
    }
}
