package org.aectl.model;

import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.model.layer.Activations;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.PlannedLayer;
import org.aectl.model.likelihood.Likelihood;
import org.aectl.model.likelihood.LikelihoodLossLayer;
import org.aectl.model.optimizer.LearningRate;
import org.aectl.model.optimizer.Optimizers;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.model.plan.SparsityPlan;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
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
            graph.addLayer(
                    layer.name(),
                    new PlannedLayer(
                            layer,
                            SparsityPlan.activation(model, layer),
                            Activations.weightsFor(model.initialWeights(), layer.activation())),
                    before);
            before = layer.name();
        }
        graph.addLayer(LOSS, new LikelihoodLossLayer.Builder(likelihood).build(), before)
                .setOutputs(LOSS);
        ComputationGraph built = new ComputationGraph(graph.build());
        built.init(parameters, false);
        plan.layers().forEach(layer -> layer.connect(built));
        return built;
    }
}
