package org.aectl.eval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aectl.data.ExampleShape;
import org.jspecify.annotations.Nullable;

/**
 * Structural similarity of two pictures (Wang, Bovik, Sheikh and Simoncelli 2004): the mean over all places of a gaussian
 * window of 11 x 11 pixels with a deviation of 1.5 of
 *
 * <pre>(2 m_a m_b + C1)(2 s_ab + C2) / ((m_a^2 + m_b^2 + C1)(s_a^2 + s_b^2 + C2))</pre>
 *
 * with the means, variances and the covariance under the window, {@code C1 = (0.01 L)^2}, {@code C2 = (0.03 L)^2} and L the
 * range of the values. The window stays within the picture, and where the picture is smaller than the window, the window is
 * cut down to it. Of several channels the mean is taken. 1 for equal pictures, near 0 for unrelated ones; it can be
 * negative. Safe for several threads.
 */
public final class StructuralSimilarity {
    private static final int WINDOW = 11;
    private static final double DEVIATION = 1.5;
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;

    private final ExampleShape shape;
    private final double[] rowWeights;
    private final double[] columnWeights;
    private final double c1;
    private final double c2;

    /**
     * @param shape of the pictures
     * @param range L, the largest possible difference of two values: 1 for values in [0,1]
     * @throws IllegalArgumentException if examples of this shape are no pictures, or the range is not positive
     */
    public StructuralSimilarity(ExampleShape shape, double range) {
        if (!shape.isImage() || !(range > 0)) {
            throw new IllegalArgumentException(
                    "structural similarity needs pictures and a positive range, had " + shape + " and " + range);
        }
        this.shape = shape;
        this.rowWeights = weights(Math.min(WINDOW, shape.height()));
        this.columnWeights = weights(Math.min(WINDOW, shape.width()));
        this.c1 = K1 * range * K1 * range;
        this.c2 = K2 * range * K2 * range;
    }

    /** The window is a product of two of these, each of sum 1. */
    private static double[] weights(int size) {
        double[] weights = new double[size];
        double middle = (size - 1) / 2.0;
        Arrays.setAll(weights, i -> Math.exp(-(i - middle) * (i - middle) / (2 * DEVIATION * DEVIATION)));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
        return weights;
    }

    /**
     * Compares two pictures.
     *
     * @param a holds one picture from {@code offsetA} on, in the order that {@link ExampleShape} describes
     * @param b holds the other one from {@code offsetB} on
     * @return at most 1
     */
    public double of(float[] a, int offsetA, float[] b, int offsetB) {
        int pixels = shape.height() * shape.width();
        double sum = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            sum += ofChannel(a, offsetA + channel * pixels, b, offsetB + channel * pixels);
        }
        return sum / shape.channels();
    }

    /**
     * Compares pictures one by one, on all processors.
     *
     * @param a one picture after the other
     * @param b as many of them
     * @return a number for each pair
     */
    public double[] ofEach(float[] a, float[] b) {
        int size = shape.size();
        return IntStream.range(0, a.length / size)
                .parallel()
                .mapToDouble(picture -> of(a, picture * size, b, picture * size))
                .toArray();
    }

    private double ofChannel(float[] a, int offsetA, float[] b, int offsetB) {
        double[] meansA = means(a, offsetA, null, 0);
        double[] meansB = means(b, offsetB, null, 0);
        double[] squaresA = means(a, offsetA, a, offsetA);
        double[] squaresB = means(b, offsetB, b, offsetB);
        double[] products = means(a, offsetA, b, offsetB);
        double sum = 0;
        for (int place = 0; place < products.length; place++) {
            double ofMeans = meansA[place] * meansB[place];
            double squaredMeans = meansA[place] * meansA[place] + meansB[place] * meansB[place];
            double covariance = products[place] - ofMeans;
            double variances = squaresA[place] + squaresB[place] - squaredMeans;
            sum += (2 * ofMeans + c1) * (2 * covariance + c2) / ((squaredMeans + c1) * (variances + c2));
        }
        return sum / products.length;
    }

    /** Means under the window, for each of its places, of values or of their products with others. */
    private double[] means(float[] values, int offset, float @Nullable [] others, int offsetOfOthers) {
        int width = shape.width();
        int places = width - columnWeights.length + 1;
        double[] line = new double[width];
        double[] ofLines = new double[shape.height() * places];
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                double factor = others == null ? 1 : others[offsetOfOthers + pixel];
                line[x] = values[offset + pixel] * factor;
            }
            for (int x = 0; x < places; x++) {
                ofLines[y * places + x] = weighted(columnWeights, line, x, 1);
            }
        }
        double[] means = new double[(shape.height() - rowWeights.length + 1) * places];
        for (int place = 0; place < means.length; place++) {
            means[place] = weighted(rowWeights, ofLines, place, places);
        }
        return means;
    }

    private static double weighted(double[] weights, double[] values, int first, int step) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[first + i * step];
        }
        return sum;
    }
}
