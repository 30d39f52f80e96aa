package org.aectl.eval;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well neighbourhoods survive a projection (Venna and Kaski 2001): trustworthiness falls when rows become neighbours
 * that were none, continuity when rows that were neighbours are torn apart. Both lie in [0,1]. With n rows, k neighbours and
 * r(i,j) the rank of j among i's neighbours in the other space, each is {@code 1 - 2 / (n k (2n - 3k - 1)) sum_i sum_j
 * (r(i,j) - k)} over the rows j that are among the k nearest of i here and not there. Euclidean distances; every pair of
 * rows is looked at.
 *
 * @param trustworthiness neighbours in the code that are neighbours in the data
 * @param continuity neighbours in the data that are neighbours in the code
 */
public record Neighbourhoods(double trustworthiness, double continuity) {

    /**
     * Compares two spaces.
     *
     * @param data rows of equal length
     * @param code as many rows of equal length
     * @param neighbours k, from 1 to less than half of the rows
     */
    public static Neighbourhoods of(float[][] data, float[][] code, int neighbours) {
        int rows = data.length;
        if (code.length != rows || neighbours < 1 || 2 * neighbours >= rows) {
            throw new IllegalArgumentException(
                    "%d and %d rows cannot be compared by %d neighbours".formatted(rows, code.length, neighbours));
        }
        double[] penalties = IntStream.range(0, rows)
                .parallel()
                .mapToObj(row -> {
                    int[] inData = ranks(data, row);
                    int[] inCode = ranks(code, row);
                    return new double[] {excess(inCode, inData, neighbours), excess(inData, inCode, neighbours)};
                })
                .reduce(new double[2], (sum, next) -> new double[] {sum[0] + next[0], sum[1] + next[1]});
        double scale = 2.0 / ((double) rows * neighbours * (2.0 * rows - 3.0 * neighbours - 1));
        return new Neighbourhoods(1 - scale * penalties[0], 1 - scale * penalties[1]);
    }

    /** How much further than k away in the other space the k nearest are here. */
    private static double excess(int[] here, int[] there, int neighbours) {
        double sum = 0;
        for (int other = 0; other < here.length; other++) {
            if (here[other] >= 1 && here[other] <= neighbours) {
                sum += Math.max(0, there[other] - neighbours);
            }
        }
        return sum;
    }

    /** The rank of each row by its distance from one of them, which has rank 0; of equally far ones the first is nearer. */
    private static int[] ranks(float[][] rows, int from) {
        double[] distances = Arrays.stream(rows)
                .mapToDouble(row -> squaredDistance(row, rows[from]))
                .toArray();
        distances[from] = -1;
        int[] order = IntStream.range(0, rows.length)
                .boxed()
                .sorted((one, other) -> Double.compare(distances[one], distances[other]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[rows.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    private static double squaredDistance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = (double) one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }
}
