package org.aectl.eval.classifier;

import java.util.Arrays;
import org.aectl.kernel.MatrixProduct;
import org.aectl.kernel.Transfer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Multinomial logistic regression on standardised features: how well classes can be told apart by planes (Alain and Bengio
 * 2016). Of n rows it minimises {@code 1/n (sum_i -log p(class_i | row_i) + |W|^2 / 2)}, the biases not penalised, by
 * {@link LimitedMemoryBfgs} from zero until no component of the gradient exceeds {@value #TOLERANCE}, or for
 * {@value #MOST_ITERATIONS} iterations. Features are brought to mean 0 and variance 1; those with one value only are left
 * out.
 */
public final class LinearProbe implements Classifier {
    private static final double TOLERANCE = 1e-4;
    private static final int MOST_ITERATIONS = 500;

    private final int size;
    private final int classes;
    private final double[] means;
    /** 0 for a feature that has one value only. */
    private final double[] inverseDeviations;
    /** [classes][size], then [classes] biases. */
    private final double[] weights;

    private LinearProbe(float[] rows, int[] labels, int classes, boolean standardised) {
        this.size = rows.length / labels.length;
        this.classes = classes;
        this.means = new double[size];
        this.inverseDeviations = new double[size];
        if (standardised) {
            standardise(rows);
        } else {
            Arrays.fill(inverseDeviations, 1);
        }
        this.weights = fit(rows, labels);
    }

    /**
     * Learns from rows.
     *
     * @param rows row by row
     * @param labels class number of each, from 0 to {@code classes - 1}; at least one
     */
    public static LinearProbe fit(float[] rows, int[] labels, int classes) {
        return fit(rows, labels, classes, true);
    }

    /** As {@link #fit}, of features as they are: plain logistic regression. */
    public static LinearProbe ofFeaturesAsTheyAre(float[] rows, int[] labels, int classes) {
        return fit(rows, labels, classes, false);
    }

    private static LinearProbe fit(float[] rows, int[] labels, int classes, boolean standardised) {
        if (labels.length == 0 || rows.length % labels.length != 0) {
            throw new IllegalArgumentException("%d values are not %d rows".formatted(rows.length, labels.length));
        }
        return new LinearProbe(rows, labels, classes, standardised);
    }

    private void standardise(float[] rows) {
        double count = (double) rows.length / size;
        boolean[] varies = new boolean[size];
        double[] squares = new double[size];
        for (int i = 0; i < rows.length; i++) {
            means[i % size] += rows[i] / count;
            varies[i % size] |= rows[i] != rows[i % size];
        }
        for (int i = 0; i < rows.length; i++) {
            double distance = rows[i] - means[i % size];
            squares[i % size] += distance * distance / count;
        }
        for (int feature = 0; feature < size; feature++) {
            inverseDeviations[feature] = varies[feature] ? 1 / Math.sqrt(squares[feature]) : 0;
        }
    }

    private float[] standardised(float[] rows) {
        float[] result = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            result[i] = (float) ((rows[i] - means[i % size]) * inverseDeviations[i % size]);
        }
        return result;
    }

    /** Standardised, a column for each row, in 'f' order. */
    private INDArray inputs(float[] rows) {
        return Nd4j.create(standardised(rows), new long[] {size, rows.length / size}, 'f');
    }

    private double[] fit(float[] rows, int[] labels) {
        try (INDArray inputs = inputs(rows)) {
            double[] start = new double[classes * size + classes];
            return LimitedMemoryBfgs.minimize(
                    (point, gradient) -> loss(point, gradient, inputs, labels), start, TOLERANCE, MOST_ITERATIONS);
        }
    }

    private double loss(double[] point, double[] gradient, INDArray inputs, int[] labels) {
        float[] logits = logits(point, inputs);
        int count = labels.length;
        double loss = 0;
        for (int row = 0; row < count; row++) {
            loss += toDifferences(logits, row * classes, labels[row]);
        }
        float[] products = products(logits, inputs);
        for (int i = 0; i < classes * size; i++) {
            loss += point[i] * point[i] / 2;
            gradient[i] = (products[i] + point[i]) / count;
        }
        double[] biases = new double[classes];
        for (int i = 0; i < logits.length; i++) {
            biases[i % classes] += logits[i];
        }
        for (int i = 0; i < classes; i++) {
            gradient[classes * size + i] = biases[i] / count;
        }
        return loss / count;
    }

    /** Turns the logits of a row into probabilities less the wanted ones; returns -log of the label's probability. */
    private double toDifferences(float[] logits, int offset, int label) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, logits[offset + i]);
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(logits[offset + i] - largest);
        }
        double loss = largest + Math.log(sum) - logits[offset + label];
        for (int i = 0; i < classes; i++) {
            logits[offset + i] = (float) (Math.exp(logits[offset + i] - largest) / sum);
        }
        logits[offset + label] -= 1;
        return loss;
    }

    /** [rows][classes]. */
    private float[] logits(double[] point, INDArray inputs) {
        float[] matrix = new float[classes * size];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) point[i];
        }
        float[] logits;
        try (INDArray planes = Nd4j.create(matrix, new long[] {size, classes}, 'f');
                INDArray result = Nd4j.create(DataType.FLOAT, new long[] {classes, inputs.size(1)}, 'f')) {
            MatrixProduct.compute(planes, true, inputs, false, result, 0);
            logits = Transfer.toFloats(result);
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] += (float) point[matrix.length + i % classes];
        }
        return logits;
    }

    /** The sum over the rows of difference x input, [classes][size]. */
    private float[] products(float[] differences, INDArray inputs) {
        try (INDArray factors = Nd4j.create(differences, new long[] {classes, inputs.size(1)}, 'f');
                INDArray result = Nd4j.create(DataType.FLOAT, new long[] {size, classes}, 'f')) {
            MatrixProduct.compute(inputs, false, factors, true, result, 0);
            return Transfer.toFloats(result);
        }
    }

    @Override
    public int[] classify(float[] rows) {
        int[] result = new int[rows.length / size];
        try (INDArray inputs = inputs(rows)) {
            float[] logits = logits(weights, inputs);
            for (int i = 0; i < logits.length; i++) {
                int row = i / classes;
                result[row] = logits[i] > logits[row * classes + result[row]] ? i % classes : result[row];
            }
        }
        return result;
    }
}
