package org.aectl.data.image;

import org.aectl.data.ExampleShape;

/**
 * Brings pictures to another size with Keys' cubic kernel (a = -0.5), widened where the picture shrinks so that every
 * pixel counts; rows and columns one after the other.
 */
final class Resampling {
    private static final double SUPPORT = 2;

    private Resampling() {}

    /** From one shape to another of as many channels. */
    static byte[] resize(byte[] pixels, ExampleShape from, ExampleShape to) {
        if (from.equals(to)) {
            return pixels;
        }
        Weights[] columns = weights(from.width(), to.width());
        Weights[] rows = weights(from.height(), to.height());
        byte[] result = new byte[to.size()];
        float[] narrow = new float[from.height() * to.width()];
        for (int channel = 0; channel < from.channels(); channel++) {
            int source = channel * from.height() * from.width();
            for (int y = 0; y < from.height(); y++) {
                for (int x = 0; x < to.width(); x++) {
                    narrow[y * to.width() + x] = columns[x].sum(pixels, source + y * from.width());
                }
            }
            int target = channel * to.height() * to.width();
            for (int y = 0; y < to.height(); y++) {
                for (int x = 0; x < to.width(); x++) {
                    float value = rows[y].sum(narrow, x, to.width());
                    result[target + y * to.width() + x] = (byte) Math.max(0, Math.min(255, Math.round(value)));
                }
            }
        }
        return result;
    }

    /** The source pixels {@code first, first + 1, ...} count with these weights, which add up to 1. */
    private record Weights(int first, float[] values) {
        float sum(byte[] pixels, int offset) {
            float sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[i] * (pixels[offset + first + i] & 0xFF);
            }
            return sum;
        }

        float sum(float[] pixels, int offset, int step) {
            float sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[i] * pixels[offset + (first + i) * step];
            }
            return sum;
        }
    }

    private static Weights[] weights(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        Weights[] all = new Weights[to];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int first = (int) Math.max(0, Math.floor(centre - SUPPORT * stretch));
            int end = (int) Math.min(from, Math.ceil(centre + SUPPORT * stretch));
            float[] values = new float[end - first];
            double total = 0;
            for (int j = 0; j < values.length; j++) {
                double weight = cubic((first + j + 0.5 - centre) / stretch);
                values[j] = (float) weight;
                total += weight;
            }
            for (int j = 0; j < values.length; j++) {
                values[j] /= (float) total;
            }
            all[i] = new Weights(first, values);
        }
        return all;
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
