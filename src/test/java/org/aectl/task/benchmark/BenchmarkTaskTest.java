package org.aectl.task.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.aectl.config.load.ConfigLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code aectl benchmark} measures, in a fraction of its time. */
class BenchmarkTaskTest {
    private static final double SECONDS = 0.1;
    private static final double MATRIX_RATE = 1e6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: vae, latent: 2, samples: 3, encoder: { layers: [8] }",
                "type: cvae, latent: 2, encoder: { layers: [8] }",
                "type: ae, latent: 2, encoder: { type: conv, filters: [2], kernel: [3], stride: [2] }",
                "type: sae, latent: 2, encoder: { layers: [8] }, pretraining: { epochs: 1 }",
                "type: dae, latent: 2, encoder: { layers: [8] }, noise: [ { type: masking, probability: 0.3 } ]"
            })
    void everyKindOfModelIsMeasured(String model) throws IOException {
        try (BenchmarkTask task = new BenchmarkTask(ConfigLoader.parse("""
                name: bench
                data: { type: builtin, name: mnist-mini, limit: 90, validation: 0.1 }
                model: { %s }
                training: { epochs: 1, earlyStopping: { patience: 1 }, schedule: { type: cosine } }
                """.formatted(model), "test.yaml"))) {
            BenchmarkResult report = task.run(SECONDS, () -> MATRIX_RATE);

            assertThat(report.matrixGigaflops()).isEqualTo(MATRIX_RATE);
            assertThat(report.workloads())
                    .hasSize(2)
                    .allSatisfy(
                            workload -> assertThat(workload.examplesPerSecond()).isPositive());
        }
    }
}
