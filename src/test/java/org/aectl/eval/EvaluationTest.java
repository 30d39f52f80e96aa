package org.aectl.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final int FEATURES = 4;
    private static final double L2 = 0.25;

    private static ExperimentConfig config(String reconstruction) {
        return ConfigLoader.parse("""
                name: evaluation
                data: { type: builtin, name: mnist-mini }
                model: { type: ae, latent: 2, reconstruction: %s }
                training: { l2: %s }
                """.formatted(reconstruction, L2), "test.yaml");
    }

    private static Batch batch(int count, Random random) {
        float[] features = new float[count * FEATURES];
        for (int i = 0; i < features.length; i++) {
            features[i] = random.nextFloat();
        }
        return new Batch(new int[count], features, new int[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bernoulli", "gaussian"})
    void metricsAreThoseOfPlainLoopsOverAllExamples(String reconstruction) {
        Random random = new Random(2);
        // Of different sizes, so that a mean of means would be wrong.
        List<Batch> batches = List.of(batch(5, random), batch(1, random), batch(3, random));
        ExperimentConfig config = config(reconstruction);
        try (Autoencoder autoencoder = Models.create(config.model(), config.training(), FEATURES, 3)) {
            double squares = 0;
            double crossEntropy = 0;
            for (Batch batch : batches) {
                float[] outputs = autoencoder.codec().reconstruct(batch.features(), batch.count());
                for (int i = 0; i < outputs.length; i++) {
                    double x = batch.features()[i];
                    double y = outputs[i];
                    squares += (x - y) * (x - y);
                    crossEntropy -= x * Math.log(y) + (1 - x) * Math.log(1 - y);
                }
            }
            double decay = 0;
            float[] parameters = autoencoder.parameters();
            // The biases are still 0, so this is the sum over the weights.
            for (float parameter : parameters) {
                decay += L2 / 2 * parameter * parameter;
            }
            double expectedLoss = (reconstruction.equals("gaussian") ? squares : crossEntropy) / 9;
            double peak = 2;
            Evaluation evaluation = Evaluation.of(autoencoder, batches, new KnownRange(peak, null));

            assertThat(evaluation.examples()).isEqualTo(9);
            assertThat(evaluation.error().sse()).isEqualTo(squares / 9, relative(squares / 9));
            assertThat(evaluation.error().mse()).isEqualTo(squares / 36, relative(squares / 36));
            assertThat(evaluation.error().psnr())
                    .isEqualTo(20 * Math.log10(peak / Math.sqrt(squares / 36)), Offset.offset(1e-4));
            assertThat(evaluation.reconstruction()).isEqualTo(expectedLoss, relative(expectedLoss));
            assertThat(evaluation.loss()).isEqualTo(expectedLoss + decay, relative(expectedLoss + decay));
            assertThat(evaluation.parts().get("l2")).isEqualTo(decay, relative(decay));
            assertThat(evaluation.metrics().keySet())
                    .containsExactly("loss", "reconstruction", "l2", "sse", "mse", "psnr");
            assertThat(evaluation.metrics())
                    .containsEntry("loss", evaluation.loss())
                    .containsEntry("sse", evaluation.error().sse());
        }
    }

    private static Offset<Double> relative(double value) {
        return Offset.offset(1e-5 * value);
    }
}
