package org.aectl.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NetworkConfig.Conv.Padding;
import org.aectl.data.ExampleShape;
import org.aectl.model.Autoencoder;
import org.aectl.model.Models;
import org.aectl.model.Networks;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.convolution.TransposedConvolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionalPlanTest {
    private static final ExampleShape DIGIT = new ExampleShape(1, 28, 28);

    @Test
    void aDenseNetworkIsWrittenAsLecturesDo() {
        ModelConfig model = Networks.autoencoder(Networks.dense(Activation.RELU, false, 256), 32);
        assertThat(NetworkPlan.of(model, DIGIT)).hasToString("784-256-32-256-784");
    }

    @Test
    void theMirrorOfConvolutionsIsWrittenWithTheSizesOfItsPictures() {
        NetworkConfig network = new NetworkConfig.Conv(
                List.of(32, 64), List.of(3), List.of(2), Padding.SAME, List.of(16), Activation.RELU, true);
        assertThat(NetworkPlan.of(Networks.autoencoder(network, 8), DIGIT))
                .hasToString("28x28x1-14x14x32-7x7x64-16-8-16-7x7x64-14x14x32-28x28x1");
    }

    @Test
    void aConvolutionalDecoderMayStandBesideADenseEncoder() {
        ModelConfig model = Models.plain(
                ModelConfig.Family.AE,
                2,
                Networks.dense(Activation.RELU, false, 32),
                new NetworkConfig.Conv(
                        List.of(64, 32), List.of(3), List.of(2, 1), Padding.SAME, List.of(), Activation.RELU, false),
                Activation.IDENTITY,
                false,
                LikelihoodKind.BERNOULLI,
                null,
                List.of(),
                null);
        assertThat(NetworkPlan.of(model, DIGIT)).hasToString("784-32-2-14x14x64-28x28x32-28x28x1");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theOutputHasTheInputsSizeAndThePlanCountsAllParameters(ExampleShape example, int kernel, int stride) {
        ModelConfig model = Networks.autoencoder(Networks.conv(kernel, stride, Padding.SAME, 3, 2), 2);
        NetworkPlan plan = NetworkPlan.of(model, example);
        LayerPlan last = plan.decoder().get(plan.decoder().size() - 1);
        assertThat(((TransposedConvolution) last).shape().image()).isEqualTo(example);
        try (Autoencoder autoencoder = Models.create(model, Models.training(), example, 1)) {
            assertThat(autoencoder.codec().reconstruct(new float[2 * example.size()], 2))
                    .hasSize(2 * example.size())
                    .doesNotContain(Float.NaN);
            assertThat(autoencoder.parameters()).hasSize(Math.toIntExact(plan.parameters()));
        }
    }

    static Stream<Arguments> sizes() {
        return Stream.of(DIGIT, new ExampleShape(1, 28, 20), new ExampleShape(3, 33, 47), new ExampleShape(2, 5, 7))
                .flatMap(example -> Stream.of(2, 3, 4, 5)
                        .flatMap(kernel -> Stream.of(1, 2, 3).map(stride -> Arguments.of(example, kernel, stride))));
    }
}
