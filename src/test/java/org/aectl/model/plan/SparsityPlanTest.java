package org.aectl.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.SparsityConfig;
import org.aectl.config.SparsityConfig.Layers;
import org.aectl.data.batch.Batch;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.aectl.model.TrainingStep;
import org.aectl.model.export.StockModel;
import org.aectl.model.objective.Losses;
import org.junit.jupiter.api.Test;

/** The penalties and the k-sparse code against plain loops over what {@code encode} gives. */
class SparsityPlanTest {
    private static final int FEATURES = 6;
    private static final int HIDDEN = 5;
    private static final int CODE = 4;
    private static final int EXAMPLES = 7;
    private static final Batch BATCH = Models.corruptedBatch(EXAMPLES, FEATURES, 11);

    private static Autoencoder autoencoder(SparsityConfig sparsity, Activation activation) {
        return Models.create(
                Models.model(HIDDEN, CODE, activation, false, LikelihoodKind.BERNOULLI, null, sparsity),
                Models.training(),
                FEATURES,
                5);
    }

    private static double divergence(float[] probabilities, double rho) {
        double sum = 0;
        for (int unit = 0; unit < CODE; unit++) {
            double mean = 0;
            for (int example = 0; example < EXAMPLES; example++) {
                mean += probabilities[example * CODE + unit] / EXAMPLES;
            }
            sum += rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean));
        }
        return sum;
    }

    private static double penalty(Autoencoder autoencoder) {
        return autoencoder.losses(BATCH).parts().getOrDefault(Losses.SPARSITY, Double.NaN);
    }

    @Test
    void divergenceIsThatOfTheMeanActivations() {
        try (Autoencoder autoencoder = autoencoder(new SparsityConfig.Kl(0.05, 3, Layers.CODE), Activation.SIGMOID)) {
            float[] code = autoencoder.codec().encode(BATCH.inputs(), EXAMPLES);

            assertThat(penalty(autoencoder)).isCloseTo(3 * divergence(code, 0.05), within(1e-4));
            assertThat(autoencoder.codec().activity(BATCH)).hasSize(1);
            assertThat(autoencoder.codec().activity(BATCH).get(0)).isEqualTo(code);
        }
    }

    @Test
    void activationsOfTanhAreMappedToProbabilities() {
        try (Autoencoder autoencoder = autoencoder(new SparsityConfig.Kl(0.1, 2, Layers.CODE), Activation.TANH)) {
            float[] code = autoencoder.codec().encode(BATCH.inputs(), EXAMPLES);
            for (int i = 0; i < code.length; i++) {
                code[i] = (1 + code[i]) / 2;
            }

            assertThat(penalty(autoencoder)).isCloseTo(2 * divergence(code, 0.1), within(1e-4));
            assertThat(autoencoder.codec().activity(BATCH).get(0)).isEqualTo(code);
        }
    }

    @Test
    void l1IsTheMeanOverExamplesOfTheSumOfAbsoluteActivations() {
        try (Autoencoder autoencoder = autoencoder(new SparsityConfig.L1(0.5, Layers.CODE), Activation.IDENTITY)) {
            double sum = 0;
            for (float value : autoencoder.codec().encode(BATCH.inputs(), EXAMPLES)) {
                sum += Math.abs(value);
            }

            assertThat(penalty(autoencoder)).isCloseTo(0.5 * sum / EXAMPLES, within(1e-4));
        }
    }

    @Test
    void allLayersAreThoseOfEncoderCodeAndDecoder() {
        try (Autoencoder all = autoencoder(new SparsityConfig.L1(1, Layers.ALL), Activation.SIGMOID)) {
            List<float[]> activity = all.codec().activity(BATCH);
            double sum = 0;
            for (float[] layer : activity) {
                for (float value : layer) {
                    sum += value;
                }
            }

            assertThat(activity).extracting(layer -> layer.length / EXAMPLES).containsExactly(HIDDEN, CODE, HIDDEN);
            assertThat(penalty(all)).isCloseTo(sum / EXAMPLES, within(1e-4));
        }
    }

    @Test
    void aUnitThatIsNeverActiveHasAFinitePenalty() {
        try (Autoencoder autoencoder = autoencoder(new SparsityConfig.Kl(0.05, 3, Layers.CODE), Activation.SIGMOID)) {
            float[] parameters = autoencoder.parameters();
            Arrays.fill(parameters, -1000);
            autoencoder.setParameters(parameters);

            assertThat(penalty(autoencoder)).isFinite().isPositive();
            assertThat(autoencoder.train(BATCH, new TrainingStep(0, 0, 0.001)).isFinite())
                    .isTrue();
            assertThat(autoencoder.parameters()).doesNotContain(Float.NaN);
        }
    }

    @Test
    void topKKeepsTheLargestUnitsAsTheyAre() {
        try (Autoencoder sparse = autoencoder(new SparsityConfig.TopK(2), Activation.SIGMOID);
                Autoencoder plain = autoencoder(new SparsityConfig.L1(1, Layers.CODE), Activation.SIGMOID)) {
            sparse.setParameters(plain.parameters());
            float[] kept = sparse.codec().encode(BATCH.inputs(), EXAMPLES);
            float[] all = plain.codec().encode(BATCH.inputs(), EXAMPLES);

            for (int example = 0; example < EXAMPLES; example++) {
                for (int unit = example * CODE; unit < (example + 1) * CODE; unit++) {
                    int larger = 0;
                    for (int other = example * CODE; other < (example + 1) * CODE; other++) {
                        larger += all[other] > all[unit] ? 1 : 0;
                    }
                    assertThat(kept[unit]).isEqualTo(larger < 2 ? all[unit] : 0);
                }
            }
            assertThat(sparse.lossParts()).containsExactly(Losses.RECONSTRUCTION);
            assertThat(sparse.codec().decode(kept, EXAMPLES))
                    .isEqualTo(sparse.codec().reconstruct(BATCH.inputs(), EXAMPLES));
        }
    }

    @Test
    void ofEqualActivationsTopKKeepsTheFirst() {
        try (Autoencoder autoencoder = autoencoder(new SparsityConfig.TopK(2), Activation.SIGMOID)) {
            autoencoder.setParameters(new float[autoencoder.parameters().length]);

            assertThat(autoencoder.codec().encode(new float[FEATURES], 1)).containsExactly(0.5f, 0.5f, 0, 0);
        }
    }

    @Test
    void aStockModelOfAKSparseCodeIsRefused() {
        try (Autoencoder autoencoder = autoencoder(new SparsityConfig.TopK(2), Activation.SIGMOID)) {
            assertThat(StockModel.obstacle(autoencoder.model())).isPresent();
            assertThatThrownBy(() -> StockModel.write(autoencoder, new ByteArrayOutputStream()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
