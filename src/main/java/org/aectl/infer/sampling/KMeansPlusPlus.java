package org.aectl.infer.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Codes that lie far apart, to start from: the first at random, each other one with a probability that grows with the
 * squared distance from those before (k-means++, Arthur and Vassilvitskii 2007).
 */
final class KMeansPlusPlus {
    private final float[] codes;
    private final int units;
    private final int count;

    KMeansPlusPlus(float[] codes, int units) {
        this.codes = codes;
        this.units = units;
        this.count = codes.length / units;
    }

    List<double[]> choose(int seeds, RandomGenerator random) {
        List<double[]> chosen = new ArrayList<>(List.of(code(random.nextInt(count))));
        double[] distances = new double[count];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        while (chosen.size() < seeds) {
            double[] last = chosen.get(chosen.size() - 1);
            double sum = 0;
            for (int row = 0; row < count; row++) {
                distances[row] = Math.min(distances[row], squaredDistance(codes, row * units, last));
                sum += distances[row];
            }
            chosen.add(code(pick(distances, random.nextDouble() * sum)));
        }
        return chosen;
    }

    /** The first row at which the sum of the distances exceeds a number; the last one, if all are equal. */
    private static int pick(double[] distances, double threshold) {
        double sum = 0;
        for (int row = 0; row < distances.length; row++) {
            sum += distances[row];
            if (sum > threshold) {
                return row;
            }
        }
        return distances.length - 1;
    }

    private double[] code(int row) {
        double[] code = new double[units];
        Arrays.setAll(code, unit -> codes[row * units + unit]);
        return code;
    }

    /** Number of the seed nearest to a code, the first one of equals. */
    static int nearest(float[] codes, int offset, List<double[]> seeds) {
        int nearest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < seeds.size(); i++) {
            double distance = squaredDistance(codes, offset, seeds.get(i));
            if (distance < smallest) {
                smallest = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    private static double squaredDistance(float[] codes, int offset, double[] seed) {
        double sum = 0;
        for (int i = 0; i < seed.length; i++) {
            double difference = codes[offset + i] - seed[i];
            sum += difference * difference;
        }
        return sum;
    }
}
