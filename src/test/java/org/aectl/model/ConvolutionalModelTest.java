package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NetworkConfig.Conv.Padding;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.export.StockModel;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The exported archive is loaded without our layers and must answer as the trained network does. */
class ConvolutionalModelTest {
    /** Those that Deeplearning4j has an output layer for. */
    private static final List<LikelihoodKind> LIKELIHOODS = List.of(LikelihoodKind.BERNOULLI, LikelihoodKind.GAUSSIAN);

    private static final int EXAMPLES = 3;

    static List<Arguments> networks() {
        List<Arguments> networks = new ArrayList<>();
        for (boolean normalized : new boolean[] {false, true}) {
            networks.add(Arguments.of(
                    Networks.dense(Activation.RELU, normalized, 9), ExampleShape.features(12), LIKELIHOODS));
            networks.add(Arguments.of(
                    new NetworkConfig.Conv(
                            List.of(4, 3),
                            List.of(3),
                            List.of(2),
                            Padding.SAME,
                            List.of(6),
                            Activation.ELU,
                            normalized),
                    new ExampleShape(1, 28, 20),
                    LIKELIHOODS));
        }
        List<ExampleShape> images = List.of(new ExampleShape(3, 33, 47), new ExampleShape(2, 5, 7));
        for (ExampleShape image : images) {
            for (int kernel = 1; kernel <= 5; kernel++) {
                for (int stride = 1; stride <= Math.min(3, kernel + 1); stride++) {
                    for (Padding padding : Padding.values()) {
                        // Where the kernel goes does not depend on the loss.
                        networks.add(Arguments.of(
                                Networks.conv(kernel, stride, padding, 3), image, LIKELIHOODS.subList(0, 1)));
                    }
                }
            }
        }
        return networks;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void givesTheSameReconstructions(NetworkConfig network, ExampleShape shape, List<LikelihoodKind> likelihoods)
            throws IOException {
        for (LikelihoodKind likelihood : likelihoods) {
            ModelConfig model = Networks.autoencoder(network, 4, likelihood);
            try (Autoencoder autoencoder = Models.create(model, Models.training(), shape, 3)) {
                Random random = new Random(5);
                float[] features = new float[EXAMPLES * shape.size()];
                for (int i = 0; i < features.length; i++) {
                    features[i] = random.nextFloat();
                }
                autoencoder.train(new Batch(new int[EXAMPLES], features, new int[0]), new TrainingStep(0, 0, 0.05));
                assertThat(stockOutput(autoencoder, features))
                        .containsExactly(autoencoder.codec().reconstruct(features, EXAMPLES), Offset.offset(1e-4f));
            }
        }
    }

    private static float[] stockOutput(Autoencoder autoencoder, float[] features) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        StockModel.write(autoencoder, archive);
        ComputationGraph stock =
                ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(archive.toByteArray()), false);
        assertThat(stock.getConfiguration().toJson()).doesNotContain("aectl");
        INDArray input = Nd4j.create(features, new long[] {EXAMPLES, features.length / EXAMPLES}, 'c');
        return stock.outputSingle(input).dup('c').data().asFloat();
    }
}
