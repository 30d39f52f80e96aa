package org.aectl.eval.linear;

import java.util.Arrays;
import java.util.Optional;
import org.aectl.data.batch.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Principal component analysis (Pearson 1901): the best linear autoencoder with squared error, and so the bar that a
 * deeper one must clear. In double precision; ND4J's own PCA is wrong on its CPU backend.
 */
public final class PrincipalComponents {
    private final MeanExample meanExample;
    private final double[] mean;
    /** One after the other by falling variance; orthonormal. */
    private final double[] directions;

    private PrincipalComponents(MeanExample mean, double[] directions) {
        this.meanExample = mean;
        this.mean = mean.values();
        this.directions = directions;
    }

    /**
     * Fits the components: exactly, but of both more than 1,024 rows and more than 1,024 features to about four digits of
     * the error that they leave. Repeated calls agree.
     *
     * @param batches all training examples, scaled; they are passed over several times
     * @param features size of one example
     * @param components how many; there are no more than features, and of fewer rows than features no more than the rows
     *     span
     */
    public static PrincipalComponents fit(Iterable<Batch> batches, int features, int components) {
        MeanExample mean = MeanExample.of(batches, features);
        int wanted = Math.min(components, features);
        return new PrincipalComponents(mean, new ComponentSearch(batches, mean, wanted).directions());
    }

    /**
     * Why they are not to be had: a baseline must not cost more than what it stands beside.
     *
     * @param rows of the training examples
     * @param components how many
     * @return empty where they are
     */
    public static Optional<String> obstacle(long rows, int features, int components) {
        return ComponentSearch.obstacle(rows, features, Math.min(components, features));
    }

    /** What they are the directions from. */
    public MeanExample mean() {
        return meanExample;
    }

    /** How many components there are. */
    public int components() {
        return directions.length / mean.length;
    }

    /** The directions, [features][components]: orthonormal columns by falling variance. */
    public double[][] directions() {
        double[][] columns = new double[mean.length][components()];
        for (int i = 0; i < directions.length; i++) {
            columns[i % mean.length][i / mean.length] = directions[i];
        }
        return columns;
    }

    /**
     * The directions, each times a standard deviation.
     *
     * @param variances one for each component
     * @return direction after direction
     */
    double[] scaled(double[] variances) {
        double[] scaled = new double[directions.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = directions[i] * Math.sqrt(variances[i / mean.length]);
        }
        return scaled;
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
        double[] kept = project(batch);
        // Pythagoras: the basis is orthonormal, so what is lost is what is not kept.
        for (int i = 0; i < batch.features().length; i++) {
            double distance = batch.features()[i] - mean[i % mean.length];
            errors[i / mean.length] += distance * distance;
        }
        for (int i = 0; i < kept.length; i++) {
            errors[i / components()] -= kept[i] * kept[i];
        }
        Arrays.setAll(errors, example -> Math.max(0, errors[example]));
        return errors;
    }

    /**
     * The coordinates of a batch's examples along the components.
     *
     * @return {@code count * components()} numbers
     */
    public double[] project(Batch batch) {
        double[] codes = new double[batch.count() * components()];
        try (INDArray basis = basis()) {
            CentredRows.forEach(batch, mean, (rows, first) -> {
                try (INDArray part = Eigenvectors.product(basis, true, rows, true)) {
                    double[] numbers = part.data().asDouble();
                    System.arraycopy(numbers, 0, codes, first * components(), numbers.length);
                }
            });
        }
        return codes;
    }

    private INDArray basis() {
        return Nd4j.create(directions, new long[] {mean.length, components()}, 'f');
    }

    /**
     * What is left of a batch's examples after projection onto the components.
     *
     * @return {@code count * features} numbers
     */
    public float[] reconstruct(Batch batch) {
        int features = mean.length;
        double[] outputs;
        try (INDArray codes = Nd4j.create(project(batch), new long[] {components(), batch.count()}, 'f');
                INDArray basis = basis();
                INDArray result = Eigenvectors.product(basis, false, codes, false)) {
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
}
