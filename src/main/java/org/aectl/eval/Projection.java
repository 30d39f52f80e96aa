package org.aectl.eval;

import de.javagl.tsne.Tsne;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.data.batch.Batch;
import org.aectl.eval.linear.PrincipalComponents;

/** Ways to lay out codes in a plane. */
public enum Projection {
    /** Principal components (Pearson 1901) of the codes themselves: the plane of the largest variance. */
    PCA(2, 1, "first principal component", "second principal component") {
        @Override
        double[] project(float[] codes, int units, long seed) {
            Batch batch = batch(codes, units);
            return PrincipalComponents.fit(List.of(batch), units, 2).project(batch);
        }
    },

    /**
     * t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008) by Barnes and Hut's approximation (van
     * der Maaten 2014), with perplexity {@value #PERPLEXITY}; of more than {@value #MOST_DIMENSIONS} units, their first
     * principal components. Time grows as n log n; 2000 codes take some seconds.
     */
    TSNE(1, 4, "t-SNE 1", "t-SNE 2") {
        @Override
        double[] project(float[] codes, int units, long seed) {
            if (isOne(codes, units)) {
                // The library divides by the largest difference.
                return new double[codes.length / units * 2];
            }
            float[] values = codes;
            int dimensions = units;
            if (units > MOST_DIMENSIONS) {
                Batch batch = batch(codes, units);
                PrincipalComponents components = PrincipalComponents.fit(List.of(batch), units, MOST_DIMENSIONS);
                values = components.codes(batch);
                dimensions = components.components();
            }
            double[][] rows = rows(values, dimensions);
            Tsne tsne = new Tsne();
            tsne.setInitialDims(dimensions);
            // The method looks at three times as many neighbours, which must be there.
            tsne.setPerplexity(Math.min(PERPLEXITY, (rows.length - 1) / 3.0));
            tsne.setMaxIterations(ITERATIONS);
            tsne.setRandomSeed(seed);
            tsne.setMessageConsumer(message -> {});
            return Arrays.stream(tsne.run(rows)).flatMapToDouble(Arrays::stream).toArray();
        }
    },

    /** The first two units as they are. */
    UNITS(2, 1, "z0", "z1") {
        @Override
        double[] project(float[] codes, int units, long seed) {
            double[] plane = new double[codes.length / units * 2];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = codes[i / 2 * units + i % 2];
            }
            return plane;
        }
    };

    private static final double PERPLEXITY = 30;
    private static final int MOST_DIMENSIONS = 50;
    private static final int ITERATIONS = 1000;

    private final int leastUnits;
    private final int leastCodes;
    private final String across;
    private final String up;

    Projection(int leastUnits, int leastCodes, String across, String up) {
        this.leastUnits = leastUnits;
        this.leastCodes = leastCodes;
        this.across = across;
        this.up = up;
    }

    /** Codes need so many units at least. */
    public int leastUnits() {
        return leastUnits;
    }

    /** So many codes are needed at least. */
    public int leastCodes() {
        return leastCodes;
    }

    /** What the first coordinate is. */
    public String across() {
        return across;
    }

    /** What the second coordinate is. */
    public String up() {
        return up;
    }

    /**
     * Lays out codes.
     *
     * @param codes [codes x units], code after code
     * @param seed decides the layout of t-SNE
     * @return [codes x 2]
     * @throws IllegalArgumentException if there are too few codes or units
     */
    public double[] of(float[] codes, int units, long seed) {
        if (units < leastUnits || codes.length / units < leastCodes) {
            throw new IllegalArgumentException(codes.length / units + " codes of " + units + " units");
        }
        return project(codes, units, seed);
    }

    abstract double[] project(float[] codes, int units, long seed);

    /** Whether all codes are the same. */
    private static boolean isOne(float[] codes, int units) {
        return IntStream.range(units, codes.length).allMatch(i -> codes[i] == codes[i % units]);
    }

    private static Batch batch(float[] codes, int units) {
        return new Batch(new int[codes.length / units], codes, new int[0]);
    }

    private static double[][] rows(float[] values, int size) {
        double[][] rows = new double[values.length / size][size];
        for (int i = 0; i < values.length; i++) {
            rows[i / size][i % size] = values[i];
        }
        return rows;
    }
}
