package org.aectl.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.Activation;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.ExampleShape;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.aectl.model.layer.Dense;
import org.aectl.model.layer.TiedDense;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPlanTest {
    @Test
    void theDecoderMirrorsTheEncoder() {
        NetworkPlan plan = NetworkPlan.of(
                Models.model(3, List.of(8, 5), Activation.TANH, false, LikelihoodKind.GAUSSIAN),
                ExampleShape.features(10));
        assertThat(plan.encoder())
                .containsExactly(
                        new Dense("encoder-1", 10, 8, Activation.TANH, true),
                        new Dense("encoder-2", 8, 5, Activation.TANH, true),
                        new Dense("code", 5, 3, Activation.TANH, true));
        assertThat(plan.decoder())
                .containsExactly(
                        new Dense("decoder-1", 3, 5, Activation.TANH, true),
                        new Dense("decoder-2", 5, 8, Activation.TANH, true),
                        new Dense("output", 8, 10, Activation.IDENTITY, true));
        assertThat(plan).hasToString("10-8-5-3-5-8-10");
        assertThat(plan.parameters()).isEqualTo(88 + 45 + 18 + 20 + 48 + 90);
    }

    @Test
    void eachTiedLayerUsesTheWeightsOfTheOneItMirrors() {
        NetworkPlan plan = NetworkPlan.of(
                Models.model(3, List.of(8, 5), Activation.TANH, true, LikelihoodKind.GAUSSIAN),
                ExampleShape.features(10));
        assertThat(plan.encoder()).allSatisfy(layer -> assertThat(layer).isInstanceOf(Dense.class));
        assertThat(plan.decoder())
                .extracting(layer -> ((TiedDense) layer).owner())
                .containsExactly("code", "encoder-2", "encoder-1");
        assertThat(plan).hasToString("10-8-5-3-5-8-10");
        assertThat(plan.parameters()).isEqualTo(88 + 45 + 18 + 5 + 8 + 10);
    }

    @Test
    void aGivenDecoderIsTakenAsItIs() {
        ModelConfig model = Models.plain(
                ModelConfig.Family.AE,
                2,
                new NetworkConfig.Dense(List.of(), Activation.RELU),
                new NetworkConfig.Dense(List.of(7), Activation.ELU),
                Activation.SIGMOID,
                false,
                LikelihoodKind.BERNOULLI,
                null,
                List.of(),
                null);
        NetworkPlan plan = NetworkPlan.of(model, ExampleShape.features(4));
        assertThat(plan).hasToString("4-2-7-4");
        assertThat(plan.encoder()).containsExactly(new Dense("code", 4, 2, Activation.SIGMOID, true));
        assertThat(plan.decoder())
                .containsExactly(
                        new Dense("decoder-1", 2, 7, Activation.ELU, true),
                        new Dense("output", 7, 4, Activation.IDENTITY, true));
    }

    @Test
    void thePlanCountsWhatTheNetworkHas() {
        for (boolean tied : new boolean[] {false, true}) {
            ModelConfig model = Models.model(3, List.of(8, 5), Activation.TANH, tied, LikelihoodKind.GAUSSIAN);
            try (Autoencoder autoencoder = Models.create(model, Models.training(), 10, 1)) {
                assertThat(autoencoder.parameters())
                        .hasSize((int) autoencoder.plan().parameters());
                assertThat(autoencoder.features()).isEqualTo(10);
                assertThat(autoencoder.codeSize()).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[30000]",
                "[100000, 30000]",
                "[2000000000]",
                "[2147483647, 2147483647]",
                "[2147483647, 2147483647, 2147483647, 2147483647]",
                "[2147483647, 2147483647, 2147483647, 2147483647, 2147483647, 2147483647]"
            })
    void aNetworkTooLargeForTheMemoryIsRefusedWithOneLine(String layers) {
        check(config("latent: 30000\n  encoder: { layers: " + layers + " }", 64));
    }

    @Test
    void aBatchTooLargeForTheMemoryIsRefusedWithOneLine() {
        check(config("latent: 30", Integer.MAX_VALUE));
    }

    private static void check(ExperimentConfig config) {
        NetworkPlan plan = NetworkPlan.of(config.model(), ExampleShape.features(784));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ModelMemory.check(config, plan))
                .satisfies(problem -> {
                    assertThat(problem.lines()).hasSize(1);
                    assertThat(problem.getMessage()).contains(plan + " ").contains("lower");
                    assertThat(problem.lines().get(0).replace(plan.toString(), ""))
                            .as("no number has overflowed")
                            .doesNotContain("-");
                });
    }

    @Test
    void anOrdinaryNetworkIsAccepted() {
        ExperimentConfig config = config("latent: 30\n  encoder: { layers: [1000, 500, 250] }", 128);
        ModelMemory.check(config, NetworkPlan.of(config.model(), ExampleShape.features(784)));
    }

    private static ExperimentConfig config(String model, int batchSize) {
        return ConfigLoader.parse("""
                name: memory
                data: { type: builtin, name: mnist-mini }
                model:
                  type: ae
                  %s
                training: { batchSize: %d }
                """.formatted(model, batchSize), "memory.yaml");
    }
}
