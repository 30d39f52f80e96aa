package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.plan.NetworkPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Variances of the output beside the mean squared errors, which are the best there are. */
class LearnedVarianceTest {
    private static final int FEATURES = 5;
    private static final int EXAMPLES = 8;

    private static ExperimentConfig config(String model) {
        return ConfigLoader.parse(
                "{ name: a, data: { type: swiss-roll }, model: { latent: 2, encoder: { layers: [4] }, " + model
                        + " }, training: { optimizer: { type: sgd, learningRate: 0.1 } } }",
                "a");
    }

    private static Autoencoder create(ExperimentConfig config) {
        NetworkPlan plan = NetworkPlan.of(config.model(), ExampleShape.features(FEATURES), 0);
        return Autoencoder.create(config.model(), config.training(), plan, 7, DataType.DOUBLE);
    }

    private static double[] meanSquares(Autoencoder autoencoder, Batch batch, boolean ofEach) {
        float[] output = autoencoder.codec().reconstruct(batch);
        double[] sums = new double[ofEach ? FEATURES : 1];
        for (int i = 0; i < output.length; i++) {
            double error = output[i] - batch.features()[i];
            sums[ofEach ? i % FEATURES : 0] += error * error * sums.length / output.length;
        }
        return sums;
    }

    private static double[] variances(Autoencoder autoencoder) {
        double[] logs = autoencoder
                .graph()
                .getLayer(NetworkPlan.VARIANCE)
                .getParam("b")
                .dup('c')
                .data()
                .asDouble();
        return Arrays.stream(logs).map(Math::exp).toArray();
    }

    @ParameterizedTest
    @CsvSource({"all, 0.1", "feature, 0.02"})
    void theFirstBatchGivesThemAndTheOthersMoveThem(String each, double share) {
        ExperimentConfig config = config("type: ae, variance: { type: learned, each: " + each + " }");
        boolean ofEach = each.equals("feature");
        try (Autoencoder autoencoder = create(config)) {
            Batch first = Models.batch(EXAMPLES, FEATURES, 1);
            double[] expected = meanSquares(autoencoder, first, ofEach);
            autoencoder.train(first, new TrainingStep(0, 0, 0.01));
            assertThat(variances(autoencoder)).containsExactly(expected, within(1e-5));

            for (int step = 1; step < 4; step++) {
                Batch batch = Models.batch(EXAMPLES, FEATURES, 10 + step);
                double[] errors = meanSquares(autoencoder, batch, ofEach);
                autoencoder.train(batch, new TrainingStep(step, 0, 0.01));
                for (int i = 0; i < expected.length; i++) {
                    expected[i] += share * (errors[i] - expected[i]);
                }
                assertThat(variances(autoencoder)).containsExactly(expected, within(1e-5));
            }
        }
    }

    @Test
    void aFeatureThatIsAlwaysGivenBackKeepsTheSmallestVarianceUntilItIsNot() {
        ExperimentConfig config = config("type: ae, variance: { type: learned, each: feature }");
        try (Autoencoder autoencoder = create(config)) {
            Batch zeros = new Batch(new int[EXAMPLES], new float[EXAMPLES * FEATURES], new int[0]);
            autoencoder.graph().params().assign(0);
            autoencoder.train(zeros, new TrainingStep(0, 0, 0.01));
            assertThat(variances(autoencoder)).containsOnly(variances(autoencoder)[0]);
            assertThat(variances(autoencoder)[0]).isCloseTo(1e-6, within(1e-12));
            autoencoder.train(Models.batch(EXAMPLES, FEATURES, 3), new TrainingStep(1, 0, 1e-9));
            assertThat(Arrays.stream(variances(autoencoder)).min().orElse(0)).isGreaterThan(1e-3);
        }
    }

    @ParameterizedTest
    @CsvSource({"all, elbo", "feature, elbo", "all, iwae"})
    void endsWhereTheLossIsLowest(String each, String bound) {
        ExperimentConfig config =
                config("type: vae, samples: 3, bound: " + bound + ", variance: { type: learned, each: " + each + " }");
        try (Autoencoder autoencoder = create(config)) {
            Batch batch = Models.corruptedBatch(EXAMPLES, FEATURES, 1, autoencoder.codeNoise(), 5);
            for (int step = 0; step < 600; step++) {
                autoencoder.train(batch, new TrainingStep(step, 0, 1e-12));
            }
            double lowest = autoencoder.losses(batch).total();
            var parameter = autoencoder.graph().getLayer(NetworkPlan.VARIANCE).getParam("b");
            for (int i = 0; i < parameter.length(); i++) {
                double best = parameter.getDouble(i);
                for (double shift : new double[] {-0.05, 0.05}) {
                    parameter.putScalar(i, best + shift);
                    assertThat(autoencoder.losses(batch).total()).isGreaterThan(lowest);
                }
                parameter.putScalar(i, best);
            }
        }
    }
}
