package org.aectl.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.aectl.backend.SingleThreaded;
import org.aectl.config.DataConfig.Binarize;
import org.aectl.config.DataConfig.Scale;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.source.Builtin;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.aectl.kernel.Workers;
import org.aectl.model.Autoencoder;
import org.aectl.model.TrainingStep;
import org.aectl.model.plan.NetworkPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelInferenceTest {
    private static final Examples DIGITS =
            Sources.open(new Builtin("mnist-mini"), 150, 0).training();

    private final Batches batches = new Batches(DIGITS, Scaling.fit(DIGITS, Scale.UNIT), Binarize.NONE, 16, 3);
    private int threads;

    /** The tests compute on one thread; here there are to be several. */
    @BeforeEach
    void computeOnThreeThreads() {
        threads = SingleThreaded.threads();
        Workers.set(3);
    }

    @AfterEach
    void computeAsBefore() {
        Workers.set(threads);
    }

    private Autoencoder trained(String model) {
        ExperimentConfig config = ConfigLoader.parse("""
                name: tried
                data: { type: builtin, name: mnist-mini }
                model: { %s }
                training: { epochs: 1, batchSize: 16 }
                """.formatted(model), "test.yaml");
        Autoencoder autoencoder = Autoencoder.create(
                config.model(),
                config.training(),
                NetworkPlan.of(config.model(), DIGITS.shape(), DIGITS.classes().size()),
                7);
        int step = 0;
        for (Batch batch : batches.withCodeNoise(autoencoder.codeNoise()).epoch(0)) {
            autoencoder.train(batch, new TrainingStep(step++, 0, 0.01));
        }
        return autoencoder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: ae, latent: 4, encoder: { layers: [16, 8], activation: relu }, tied: true",
                "type: sparse, latent: 9, encoder: { layers: [16] }, sparsity: { type: top-k, k: 3 }",
                "type: vae, latent: 3, encoder: { layers: [12] }, reconstruction: bernoulli",
                "type: cvae, latent: 3, encoder: { layers: [12] }, reconstruction: bernoulli",
                "type: ae, latent: 4, encoder: { type: conv, filters: [3, 4], kernel: 3, stride: 2, batchNormalization: true }"
            })
    void whatComesOfABatchIsWhatOneThreadMakesOfIt(String model) throws IOException {
        try (Autoencoder autoencoder = trained(model)) {
            List<float[]> expected = new ArrayList<>();
            try (SingleThreaded alone = new SingleThreaded()) {
                assertThat(SingleThreaded.threads()).as("%s", alone).isEqualTo(1);
                for (Batch batch : batches.inOrder()) {
                    expected.add(autoencoder.codec().encode(batch));
                    expected.add(autoencoder.codec().reconstruct(batch));
                }
            }
            List<float[]> found = new ArrayList<>();
            List<Integer> rows = new ArrayList<>();
            try (ParallelInference inference = new ParallelInference(autoencoder)) {
                inference.forEach(
                        batches,
                        (own, batch) ->
                                List.of(own.codec().encode(batch), own.codec().reconstruct(batch)),
                        (batch, results) -> {
                            found.addAll(results);
                            rows.add(batch.rows()[0]);
                        });
            }

            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).isEqualTo(expected.get(i));
            }
            assertThat(rows).isSorted().hasSize(10);
            // The model is whole afterwards.
            assertThat(SingleThreaded.threads()).isEqualTo(3);
            assertThat(autoencoder.codec().encode(batches.at(9))).hasSize(6 * autoencoder.codeSize());
        }
    }

    @Test
    void severalThreadsAreAtWork() throws IOException, InterruptedException {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch bothAreThere = new CountDownLatch(2);
        try (Autoencoder autoencoder = trained("type: ae, latent: 4, encoder: { layers: [16] }");
                ParallelInference inference = new ParallelInference(autoencoder)) {
            inference.forEach(
                    batches,
                    (own, batch) -> {
                        bothAreThere.countDown();
                        return used.add(Thread.currentThread()) && isReached(bothAreThere);
                    },
                    (batch, result) -> {});
        }

        assertThat(used).hasSizeBetween(2, 3).doesNotContain(Thread.currentThread());
        for (Thread thread : used) {
            // Its last instructions may still be under way when the work is done.
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aProblemWithABatchArrivesWhereItsResultWouldHave() {
        List<Integer> seen = new ArrayList<>();
        try (Autoencoder autoencoder = trained("type: ae, latent: 4, encoder: { layers: [16] }");
                ParallelInference inference = new ParallelInference(autoencoder)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> inference.forEach(
                            batches,
                            (own, batch) -> {
                                if (batch.rows()[0] == 32) {
                                    throw new IllegalArgumentException("the third");
                                }
                                return batch.rows()[0];
                            },
                            (batch, first) -> seen.add(first)))
                    .withMessage("the third");
        }

        assertThat(seen).containsExactly(0, 16);
    }
}
