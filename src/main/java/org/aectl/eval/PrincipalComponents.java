package org.aectl.eval;

import java.util.Arrays;
import org.aectl.data.Batch;
import org.aectl.kernel.MatrixProduct;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Principal component analysis (Pearson 1901): the best linear autoencoder with squared error, and so the bar that a
 * deeper one must clear. By the eigenvectors of the covariance, in double precision; ND4J's own PCA is wrong on its CPU
 * backend.
 */
public final class PrincipalComponents {
    private final double[] mean;
    /** [features][components], orthonormal columns by falling variance. */
    private final double[][] directions;

    private PrincipalComponents(double[] mean, double[][] directions) {
        this.mean = mean;
        this.directions = directions;
    }

    /**
     * Fits the components.
     *
     * @param batches all training examples, scaled
     * @param features size of one example
     * @param components how many; more than features are the same as features
     */
    public static PrincipalComponents fit(Iterable<Batch> batches, int features, int components) {
        double[] mean = mean(batches, features);
        double[][] eigenvectors = eigenvectors(scatter(batches, mean));
        int kept = Math.min(components, features);
        double[][] directions = new double[features][kept];
        for (int component = 0; component < kept; component++) {
            for (int feature = 0; feature < features; feature++) {
                directions[feature][component] = eigenvectors[feature][features - 1 - component];
            }
        }
        return new PrincipalComponents(mean, directions);
    }

    /**
     * Columns by rising eigenvalue, from LAPACK: commons-math does not converge on some matrices of low rank, which
     * fewer rows than features always have.
     */
    private static double[][] eigenvectors(INDArray symmetric) {
        try (INDArray vectors = symmetric;
                INDArray values = Nd4j.create(DataType.DOUBLE, symmetric.size(0))) {
            Nd4j.getBlasWrapper().lapack().syev('V', 'U', vectors, values);
            return vectors.toDoubleMatrix();
        }
    }

    private static double[] mean(Iterable<Batch> batches, int features) {
        double[] sums = new double[features];
        long count = 0;
        for (Batch batch : batches) {
            float[] values = batch.features();
            for (int i = 0; i < values.length; i++) {
                sums[i % features] += values[i];
            }
            count += batch.count();
        }
        for (int i = 0; i < features; i++) {
            sums[i] /= count;
        }
        return sums;
    }

    /** Sum over the examples of (x - mean)(x - mean)^T; its eigenvectors are the covariance's. */
    private static INDArray scatter(Iterable<Batch> batches, double[] mean) {
        int features = mean.length;
        INDArray sum = Nd4j.create(DataType.DOUBLE, new long[] {features, features}, 'f');
        for (Batch batch : batches) {
            try (INDArray centred = Nd4j.create(centred(batch, mean), new long[] {batch.count(), features}, 'c')) {
                MatrixProduct.compute(centred, true, centred, false, sum, 1);
            }
        }
        return sum;
    }

    private static double[] centred(Batch batch, double[] mean) {
        double[] centred = new double[batch.features().length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = batch.features()[i] - mean[i % mean.length];
        }
        return centred;
    }

    /** How many components there are. */
    public int components() {
        return directions[0].length;
    }

    /** The directions, [features][components]: orthonormal columns by falling variance. */
    public double[][] directions() {
        return directions;
    }

    /** Sum over the batch's examples of the squared error that is left after projection onto the components. */
    public double squaredError(Batch batch) {
        return Arrays.stream(squaredErrors(batch)).sum();
    }

    /** The squared error of each example that is left after projection onto the components. */
    public double[] squaredErrors(Batch batch) {
        double[] errors = new double[batch.count()];
        if (components() == mean.length) {
            // All directions are kept; what rounding leaves would look like an error.
            return errors;
        }
        double[] all = centred(batch, mean);
        double[] kept = project(all, batch.count());
        // Pythagoras: the basis is orthonormal, so what is lost is what is not kept.
        addSquares(all, 1, errors);
        addSquares(kept, -1, errors);
        Arrays.setAll(errors, example -> Math.max(0, errors[example]));
        return errors;
    }

    private static void addSquares(double[] rows, int sign, double[] sums) {
        int size = rows.length / sums.length;
        for (int i = 0; i < rows.length; i++) {
            sums[i / size] += sign * rows[i] * rows[i];
        }
    }

    /**
     * The coordinates of a batch's examples along the components.
     *
     * @return {@code count * components()} numbers
     */
    double[] project(Batch batch) {
        return project(centred(batch, mean), batch.count());
    }

    /**
     * What is left of a batch's examples after projection onto the components.
     *
     * @return {@code count * features} numbers
     */
    public float[] reconstruct(Batch batch) {
        int features = mean.length;
        double[] outputs;
        try (INDArray codes = Nd4j.create(project(batch), new long[] {batch.count(), components()}, 'c');
                INDArray basis = Nd4j.create(directions);
                INDArray result = Nd4j.create(DataType.DOUBLE, new long[] {features, batch.count()}, 'f')) {
            MatrixProduct.compute(basis, false, codes, true, result, 0);
            outputs = result.data().asDouble();
        }
        float[] reconstructions = new float[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            reconstructions[i] = (float) (outputs[i] + mean[i % features]);
        }
        return reconstructions;
    }

    /** As {@link #project(Batch)}, in single precision. */
    public float[] codes(Batch batch) {
        double[] coordinates = project(batch);
        float[] codes = new float[coordinates.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) coordinates[i];
        }
        return codes;
    }

    private double[] project(double[] centred, int count) {
        try (INDArray rows = Nd4j.create(centred, new long[] {count, mean.length}, 'c');
                INDArray basis = Nd4j.create(directions);
                INDArray codes = Nd4j.create(DataType.DOUBLE, new long[] {components(), count}, 'f')) {
            MatrixProduct.compute(basis, true, rows, true, codes, 0);
            return codes.data().asDouble();
        }
    }
}
