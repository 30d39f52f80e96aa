package org.aectl.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.source.Idx;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.Metric;
import org.aectl.eval.linear.PrincipalComponents;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.run.RunReference;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.task.train.Experiments;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A linear autoencoder with squared error finds what principal component analysis finds (Baldi and Hornik 1989): the
 * same error, and a decoder that spans the same subspace. The whole way from the data to the checkpoint must be right
 * for that.
 */
class LinearAutoencoderTest {
    /** Error of 30 principal components on MNIST's test rows, squared and summed over pixels, mean over rows. */
    private static final double ERROR_OF_30_COMPONENTS = 13.866;

    private static final double LARGEST_ANGLE_IN_DEGREES = 5;

    @TempDir
    private Path models;

    /** Six units, because the sixth and the seventh variance of digits are well apart, unlike the eighth and the ninth. */
    @Test
    void findsTheErrorAndTheSubspaceOfPrincipalComponents() throws IOException {
        ExperimentConfig config = ConfigLoader.parse("""
                name: linear
                data: { type: builtin, name: mnist-mini, limit: 1500, validation: 0 }
                model: { type: ae, latent: 6, codeActivation: identity, reconstruction: gaussian }
                training:
                  epochs: 60
                  batchSize: 50
                  optimizer: { type: adam, learningRate: 0.005 }
                  schedule: { type: cosine }
                """, "test.yaml");
        Experiments.train(config, models);
        OpenedData data = Experiments.open(config);
        try (TrainedModel model = TrainedModel.load(models.resolve("linear/checkpoints/epoch-0060.zip"))) {
            Batches training =
                    data.batches(data.splits().training(), model.checkpoint().scaling());
            PrincipalComponents components = PrincipalComponents.fit(training.inOrder(), 784, 6);
            double ours = 0;
            double best = 0;
            for (Batch batch : training.inOrder()) {
                for (double loss : model.autoencoder().codec().reconstructionLosses(batch)) {
                    ours += loss;
                }
                best += components.squaredError(batch);
            }
            assertThat(ours / best).as("error over the least possible one").isBetween(1 - 1e-6, 1.01);
            assertThat(largestAngle(decoder(model.autoencoder()), components.directions()))
                    .as("degrees between the subspaces")
                    .isLessThan(LARGEST_ANGLE_IN_DEGREES);
        }
    }

    @Test
    void theAngleBetweenSubspacesIsMeasuredRight() {
        double[][] plane = {{1, 0}, {0, 1}, {0, 0}, {0, 0}};
        double cos = Math.cos(Math.toRadians(20));
        double sin = Math.sin(Math.toRadians(20));
        assertThat(largestAngle(new double[][] {{2, 3}, {1, -1}, {0, 0}, {0, 0}}, plane))
                .isEqualTo(0, Offset.offset(1e-5));
        assertThat(largestAngle(new double[][] {{1, 0}, {0, cos}, {0, sin}, {0, 0}}, plane))
                .isEqualTo(20, Offset.offset(1e-9));
    }

    /** decode(unit code) - decode(0) for each unit, [features][units]. */
    private static double[][] decoder(Autoencoder autoencoder) {
        int units = autoencoder.codeSize();
        float[] codes = new float[(units + 1) * units];
        for (int unit = 0; unit < units; unit++) {
            codes[(unit + 1) * units + unit] = 1;
        }
        float[] outputs = autoencoder.codec().decode(codes, units + 1);
        int features = autoencoder.features();
        double[][] columns = new double[features][units];
        for (int feature = 0; feature < features; feature++) {
            for (int unit = 0; unit < units; unit++) {
                columns[feature][unit] = (double) outputs[(unit + 1) * features + feature] - outputs[feature];
            }
        }
        return columns;
    }

    /** Largest principal angle (Bjorck and Golub 1973) between the spaces that the columns span, in degrees. */
    private static double largestAngle(double[][] columns, double[][] others) {
        RealMatrix product = basis(columns).transpose().multiply(basis(others));
        double[] cosines = new SingularValueDecomposition(product).getSingularValues();
        return Math.toDegrees(Math.acos(Math.min(1, cosines[cosines.length - 1])));
    }

    private static RealMatrix basis(double[][] columns) {
        RealMatrix q = new QRDecomposition(new Array2DRowRealMatrix(columns)).getQ();
        return q.getSubMatrix(0, columns.length - 1, 0, columns[0].length - 1);
    }

    /** Run by {@code mvn -Pslow test}; takes about two minutes. */
    @Test
    @Tag("slow")
    void thirtyUnitsOnAllOfMnistCostWhatThirtyComponentsCost() throws IOException {
        Path mnist = Path.of("..", "shared", "data", "mnist");
        Path trainingImages = mnist.resolve("train-images-idx3-ubyte.gz");
        assumeTrue(Files.exists(trainingImages), () -> "skipped: there is no MNIST in " + mnist.toAbsolutePath());
        ExperimentConfig written = ConfigLoader.load(Path.of("configs", "linear-ae.yaml"), List.of());
        DataConfig data = written.data();
        ExperimentConfig config = new ExperimentConfig(
                written.name(),
                written.seed(),
                new DataConfig(
                        new Idx(trainingImages, null, mnist.resolve("t10k-images-idx3-ubyte.gz"), null),
                        data.validation(),
                        data.test(),
                        data.limit(),
                        data.classes(),
                        data.scale(),
                        data.binarize(),
                        data.missing()),
                written.model(),
                written.training(),
                written.cluster());
        Experiments.train(config, models);
        RunReference run = RunReference.resolve(config.name(), models);
        EvaluateTask.Report report = EvaluateTask.run(
                LocalInference::open,
                new InferenceRequest(run, null, null, null, 1000),
                0,
                EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                warning -> {});
        assertThat(report.metric(Metric.SSE))
                .isEqualTo(ERROR_OF_30_COMPONENTS, Offset.offset(0.01 * ERROR_OF_30_COMPONENTS));
        EvaluateTask.Baseline pca = report.pca();
        assertThat(pca == null ? 0 : pca.error().sse())
                .isEqualTo(ERROR_OF_30_COMPONENTS, Offset.offset(0.002 * ERROR_OF_30_COMPONENTS));
        try (TrainedModel model = TrainedModel.load(run.checkpoint())) {
            OpenedData rows = Experiments.open(config);
            PrincipalComponents components = PrincipalComponents.fit(
                    rows.batches(rows.splits().training(), model.checkpoint().scaling())
                            .inOrder(),
                    model.autoencoder().features(),
                    model.autoencoder().codeSize());
            assertThat(largestAngle(decoder(model.autoencoder()), components.directions()))
                    .as("degrees between the subspaces")
                    .isLessThan(LARGEST_ANGLE_IN_DEGREES);
        }
    }
}
