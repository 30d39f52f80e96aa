package org.aectl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.aectl.config.Activation;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NetworkConfig.Conv.Padding;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.layer.BatchNorm;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormalizationTest {
    private static final ExampleShape SHAPE = new ExampleShape(1, 5, 4);
    private static final int EXAMPLES = 6;
    private static final int CHANNELS = 3;
    private static final Offset<Double> CLOSE = Offset.offset(1e-4);

    private static Autoencoder autoencoder() {
        NetworkConfig network = new NetworkConfig.Conv(
                List.of(CHANNELS), List.of(3), List.of(1), Padding.SAME, List.of(4), Activation.IDENTITY, true);
        return Models.create(Networks.autoencoder(network, 2), Models.training(), SHAPE, 5);
    }

    private static Batch batch(int seed) {
        Random random = new Random(seed);
        float[] values = new float[EXAMPLES * SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Batch(new int[EXAMPLES], values, new int[0]);
    }

    private static INDArray activate(Autoencoder autoencoder, String name, INDArray input, boolean training) {
        Layer layer = autoencoder.graph().getLayer(name);
        INDArray output = layer.activate(input, training, LayerWorkspaceMgr.noWorkspaces());
        layer.clear();
        return output;
    }

    private static INDArray features(Autoencoder autoencoder, Batch batch) {
        INDArray input = Nd4j.create(batch.features(), new long[] {EXAMPLES, SHAPE.size()}, 'c');
        return activate(autoencoder, "encoder-1", input, false);
    }

    /** Values of a channel, over examples and positions. */
    private static double[] channel(INDArray features, int channel) {
        int positions = SHAPE.size();
        double[] values = new double[EXAMPLES * positions];
        for (int i = 0; i < values.length; i++) {
            values[i] = features.getDouble(i / positions, channel * positions + i % positions);
        }
        return values;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Sum of squared deviations over the number of values less {@code lost}. */
    private static double variance(double[] values, int lost) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - lost);
    }

    @Test
    void inTrainingEachChannelIsNormalizedByTheBatch() {
        try (Autoencoder autoencoder = autoencoder()) {
            INDArray features = features(autoencoder, batch(1));
            INDArray output = activate(autoencoder, "encoder-1-normalization", features, true);
            for (int c = 0; c < CHANNELS; c++) {
                double[] before = channel(features, c);
                double[] after = channel(output, c);
                double deviation = Math.sqrt(variance(before, 0) + BatchNorm.EPSILON);
                for (int i = 0; i < before.length; i++) {
                    assertThat(after[i]).isEqualTo((before[i] - mean(before)) / deviation, CLOSE);
                }
            }
        }
    }

    @Test
    void stepsMoveTheRunningStatisticsThatInferenceUses() {
        try (Autoencoder autoencoder = autoencoder()) {
            double[] mean = new double[CHANNELS];
            double[] variance = {1, 1, 1};
            for (int step = 0; step < 3; step++) {
                Batch batch = batch(step);
                INDArray features = features(autoencoder, batch);
                for (int c = 0; c < CHANNELS; c++) {
                    double[] values = channel(features, c);
                    mean[c] = BatchNorm.DECAY * mean[c] + (1 - BatchNorm.DECAY) * mean(values);
                    variance[c] = BatchNorm.DECAY * variance[c] + (1 - BatchNorm.DECAY) * variance(values, 1);
                }
                autoencoder.train(batch, new TrainingStep(step, 0, 0.01));
            }
            INDArray features = features(autoencoder, batch(9));
            INDArray output = activate(autoencoder, "encoder-1-normalization", features, false);
            Layer layer = autoencoder.graph().getLayer("encoder-1-normalization");
            for (int c = 0; c < CHANNELS; c++) {
                assertThat(layer.getParam("mean").getDouble(c)).isEqualTo(mean[c], CLOSE);
                assertThat(layer.getParam("var").getDouble(c)).isEqualTo(variance[c], CLOSE);
                double scale = layer.getParam("gamma").getDouble(c) / Math.sqrt(variance[c] + BatchNorm.EPSILON);
                double shift = layer.getParam("beta").getDouble(c);
                double[] before = channel(features, c);
                double[] after = channel(output, c);
                for (int i = 0; i < before.length; i++) {
                    assertThat(after[i]).isEqualTo(scale * (before[i] - mean[c]) + shift, CLOSE);
                }
            }
        }
    }

    @Test
    void judgingABatchLeavesTheStatisticsAlone() {
        try (Autoencoder autoencoder = autoencoder()) {
            autoencoder.train(batch(1), new TrainingStep(0, 0, 0.01));
            float[] before = autoencoder.parameters();
            autoencoder.losses(batch(2));
            assertThat(autoencoder.parameters()).isEqualTo(before);
        }
    }

    @Test
    void trainingGoesOnExactlyFromStoredParametersAndOptimizerState() {
        try (Autoencoder whole = autoencoder();
                Autoencoder resumed = autoencoder()) {
            whole.train(batch(1), new TrainingStep(0, 0, 0.01));
            resumed.setParameters(whole.parameters());
            resumed.setOptimizerState(whole.optimizerState());
            whole.train(batch(2), new TrainingStep(1, 0, 0.01));
            resumed.train(batch(2), new TrainingStep(1, 0, 0.01));
            assertThat(resumed.parameters()).isEqualTo(whole.parameters());
        }
    }
}
