package org.aectl.model;

import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.model.layer.Activations;
import org.aectl.model.layer.BatchNormLayer;
import org.aectl.model.layer.FullyConnectedLayer;
import org.aectl.model.layer.GaussianCodeLayer;
import org.aectl.model.layer.LabelConcatLayer;
import org.aectl.model.layer.TiedWeights;
import org.aectl.model.layer.TransposedLayer;
import org.aectl.model.layer.convolution.ConvolutionShape;
import org.aectl.model.layer.convolution.ImageConvolutionLayer;
import org.aectl.model.likelihood.Likelihood;
import org.aectl.model.likelihood.LikelihoodLossLayer;
import org.aectl.model.likelihood.OutputVarianceLayer;
import org.aectl.model.optimizer.LearningRate;
import org.aectl.model.optimizer.Optimizers;
import org.aectl.model.plan.LayerPlan;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.model.plan.SparsityPlan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Builds the graph that is trained: a {@link NetworkPlan} on layers of our own. */
public final class GraphBuilder {
    public static final String INPUT = "input";
    static final String LOSS = "loss";

    /** ND4J's generator takes a seed of 0 for none and draws from the clock instead. */
    private static final long IN_PLACE_OF_ZERO = 0x9E3779B97F4A7C15L;

    private GraphBuilder() {}

    /** @param parameters weights to use, which are not copied; null for random ones */
    static ComputationGraph build(
            NetworkPlan plan,
            ModelConfig model,
            Likelihood likelihood,
            TrainingConfig training,
            LearningRate rate,
            long seed,
            DataType dataType,
            @Nullable INDArray parameters) {
        ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .seed(seed == 0 ? IN_PLACE_OF_ZERO : seed)
                .dataType(dataType)
                .updater(Optimizers.of(training.optimizer(), rate))
                .l2(training.l2())
                // The loss layer's gradient is the mean over the batch already.
                .miniBatch(false)
                .graphBuilder()
                .addInputs(INPUT);
        String before = INPUT;
        for (LayerPlan layer : plan.layers().toList()) {
            graph.addLayer(layer.name(), layerOf(layer, model), before);
            before = layer.name();
        }
        graph.addLayer(LOSS, new LikelihoodLossLayer.Builder(likelihood).build(), before)
                .setOutputs(LOSS);
        ComputationGraph built = new ComputationGraph(graph.build());
        built.init(parameters, false);
        plan.layers().forEach(layer -> {
            if (layer instanceof LayerPlan.Dense dense && dense.tiedTo() != null) {
                TiedWeights.tie(built, dense.name(), dense.tiedTo());
            }
        });
        return built;
    }

    private static Layer layerOf(LayerPlan layer, ModelConfig model) {
        IActivation activation = SparsityPlan.activation(model, layer);
        IWeightInit weights = Activations.weightsFor(model.initialWeights(), layer.activation());
        if (layer instanceof LayerPlan.Dense dense) {
            if (dense.tiedTo() != null) {
                TransposedLayer.Builder transposed =
                        new TransposedLayer.Builder(dense.inputs(), dense.outputs(), activation);
                return (dense.bias() ? transposed : transposed.withoutBias()).build();
            }
            FullyConnectedLayer.Builder full =
                    new FullyConnectedLayer.Builder(dense.inputs(), dense.outputs(), activation).weightInit(weights);
            return (dense.bias() ? full : full.withoutBias()).build();
        }
        if (layer instanceof LayerPlan.Convolution convolution) {
            return convolution(convolution.shape(), false, convolution.bias(), activation, weights);
        }
        if (layer instanceof LayerPlan.TransposedConvolution convolution) {
            return convolution(convolution.shape(), true, convolution.bias(), activation, weights);
        }
        if (layer instanceof LayerPlan.BatchNorm normalization) {
            return new BatchNormLayer.Builder(normalization.channels(), normalization.positions(), activation).build();
        }
        if (layer instanceof LayerPlan.GaussianCode code) {
            return new GaussianCodeLayer.Builder(code.units()).build();
        }
        if (layer instanceof LayerPlan.LabelConcat condition) {
            return new LabelConcatLayer.Builder(condition.inputs(), condition.classes()).build();
        }
        if (layer instanceof LayerPlan.OutputVariance variance) {
            return new OutputVarianceLayer.Builder(variance.inputs(), variance.variances()).build();
        }
        throw new IllegalArgumentException("unknown kind of layer: " + layer);
    }

    private static Layer convolution(
            ConvolutionShape shape, boolean transposed, boolean bias, IActivation activation, IWeightInit weights) {
        ImageConvolutionLayer.Builder layer =
                new ImageConvolutionLayer.Builder(shape, transposed, activation).weightInit(weights);
        return (bias ? layer : layer.withoutBias()).build();
    }
}
