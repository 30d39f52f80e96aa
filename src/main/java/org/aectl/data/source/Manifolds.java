package org.aectl.data.source;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.aectl.config.source.SCurve;
import org.aectl.config.source.SwissRoll;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.FloatStore;
import org.aectl.data.KeyedRandom;
import org.aectl.data.Labels;
import org.aectl.data.StoredExamples;
import org.aectl.data.file.DataTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sheets of points in three dimensions, by the formulas of scikit-learn's {@code make_swiss_roll} and
 * {@code make_s_curve}. The label is the position along the sheet, in eight parts of equal length of its parameter.
 */
final class Manifolds {
    private static final int PARTS = 8;
    private static final List<String> CLASSES =
            IntStream.range(0, PARTS).mapToObj(String::valueOf).toList();

    private Manifolds() {}

    static Dataset swissRoll(SwissRoll config, @Nullable Integer limit, long seed) {
        return generate(config.examples(), config.noise(), limit, seed, (along, across) -> {
            double t = 1.5 * Math.PI * (1 + 2 * along);
            return new double[] {t * StrictMath.cos(t), 21 * across, t * StrictMath.sin(t)};
        });
    }

    static Dataset sCurve(SCurve config, @Nullable Integer limit, long seed) {
        return generate(config.examples(), config.noise(), limit, seed, (along, across) -> {
            double t = 3 * Math.PI * (along - 0.5);
            return new double[] {StrictMath.sin(t), 2 * across, Math.signum(t) * (StrictMath.cos(t) - 1)};
        });
    }

    private static Dataset generate(int examples, double noise, @Nullable Integer limit, long seed, Sheet sheet) {
        int count = limit == null ? examples : Math.min(limit, examples);
        FloatStore values = new FloatStore();
        int[] labels = new int[count];
        KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.GENERATED_DATA, 0, 0);
        for (int row = 0; row < count; row++) {
            random.rekey(seed, KeyedRandom.Purpose.GENERATED_DATA, 0, row);
            double along = random.nextDouble();
            double[] point = sheet.point(along, random.nextDouble());
            labels[row] = (int) (along * PARTS);
            append(values, Arrays.stream(point).map(x -> x + noise * random.nextGaussian()));
        }
        return new Dataset(
                new StoredExamples(values, count, ExampleShape.features(3), new Labels(CLASSES, labels)),
                null,
                List.of());
    }

    private static void append(FloatStore values, DoubleStream point) {
        for (double coordinate : point.toArray()) {
            try {
                values.append((float) coordinate);
            } catch (DataTooLargeException exception) {
                throw exception.asInvalidInput();
            }
        }
    }

    /** From two numbers in [0,1) to a point on the sheet. */
    @FunctionalInterface
    private interface Sheet {
        double[] point(double along, double across);
    }
}
