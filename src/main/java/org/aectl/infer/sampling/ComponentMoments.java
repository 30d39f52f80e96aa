package org.aectl.infer.sampling;

/** Sums over codes, weighted, that mean and covariance of one component follow from. */
final class ComponentMoments {
    private double weight;
    private final double[] sum;
    /** Rows of the upper triangle, each from the diagonal on; of a diagonal covariance one number each. */
    private final double[][] products;

    /** @param full whether the covariance is more than its diagonal */
    ComponentMoments(int units, boolean full) {
        this.sum = new double[units];
        this.products = new double[units][];
        for (int i = 0; i < units; i++) {
            products[i] = new double[full ? units - i : 1];
        }
    }

    /**
     * Adds a code.
     *
     * @param reference that differences are taken from: near the mean, so that no digits are lost
     */
    void add(double share, float[] codes, int offset, double[] reference) {
        double[] difference = new double[sum.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = codes[offset + i] - reference[i];
        }
        weight += share;
        for (int i = 0; i < difference.length; i++) {
            double scaled = share * difference[i];
            sum[i] += scaled;
            double[] row = products[i];
            for (int j = 0; j < row.length; j++) {
                row[j] += scaled * difference[i + j];
            }
        }
    }

    /**
     * The most probable normal distribution.
     *
     * @param reference that differences were taken from
     * @param ridge added to the diagonal of the sum of products
     */
    Gaussian gaussian(double[] reference, double[] ridge) {
        double[] mean = reference.clone();
        double[][] covariance = new double[products.length][];
        for (int i = 0; i < mean.length; i++) {
            mean[i] += sum[i] / weight;
            covariance[i] = products[i].clone();
            covariance[i][0] += ridge[i];
            for (int j = 0; j < covariance[i].length; j++) {
                covariance[i][j] = covariance[i][j] / weight - sum[i] / weight * (sum[i + j] / weight);
            }
        }
        return Gaussian.of(mean, covariance);
    }

    /** Adds what was added to others, with the same reference. */
    void add(ComponentMoments other) {
        weight += other.weight;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.sum[i];
            for (int j = 0; j < products[i].length; j++) {
                products[i][j] += other.products[i][j];
            }
        }
    }

    /** Sum of the shares. */
    double weight() {
        return weight;
    }
}
