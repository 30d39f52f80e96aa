package org.aectl.bench.piece;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.aectl.config.Activation;
import org.aectl.data.ExampleShape;
import org.aectl.model.layer.Dense;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.PlannedLayer;
import org.aectl.model.layer.convolution.Convolution;
import org.aectl.model.layer.convolution.ConvolutionShape;
import org.aectl.model.layer.convolution.TransposedConvolution;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One layer on a batch of 128: forward, then its gradients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LayerBenchmark {
    private static final int EXAMPLES = 128;
    private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    /** The layers that take the most of a step in the workloads of {@link org.aectl.bench}. */
    public enum Kind {
        /** 784 to 512 units. */
        DENSE,
        /** 64 channels of 14x14 to as many. */
        CONVOLUTION,
        /** 64 channels of 14x14 to 32 of 28x28. */
        TRANSPOSED
    }

    @Param
    // JMH sets it.
    public Kind kind;

    private Layer layer;

    private INDArray input;

    private INDArray outputGradient;

    /** Makes the layer with random weights, and what it is given. */
    @Setup
    public void create() {
        LayerPlan plan = switch (kind) {
            case DENSE -> new Dense("layer", 784, 512, Activation.RELU, true);
            case CONVOLUTION ->
                new Convolution(
                        "layer",
                        new ConvolutionShape(new ExampleShape(64, 14, 14), 64, 3, 1, true),
                        Activation.RELU,
                        true);
            case TRANSPOSED ->
                new TransposedConvolution(
                        "layer",
                        new ConvolutionShape(new ExampleShape(32, 28, 28), 64, 3, 2, true),
                        Activation.RELU,
                        true);
        };
        FeedForwardLayer configuration =
                new PlannedLayer(plan, new ActivationReLU(), WeightInit.XAVIER.getWeightInitFunction());
        NeuralNetConfiguration whole =
                new NeuralNetConfiguration.Builder().layer(configuration).build();
        long parameters = configuration.initializer().numParams(configuration);
        this.layer = configuration.instantiate(
                whole, List.of(), 0, Nd4j.create(DataType.FLOAT, 1, parameters), true, DataType.FLOAT);
        layer.setBackpropGradientsViewArray(Nd4j.create(DataType.FLOAT, 1, parameters));
        this.input = Nd4j.rand(DataType.FLOAT, EXAMPLES, configuration.getNIn());
        this.outputGradient = Nd4j.rand(DataType.FLOAT, EXAMPLES, configuration.getNOut());
    }

    /** Both passes; gives some number of the result. */
    @Benchmark
    public float forwardAndBackward() {
        layer.setInput(input, WORKSPACES);
        INDArray output = layer.activate(true, WORKSPACES);
        // The layer may overwrite what it is given.
        try (INDArray given = outputGradient.dup();
                INDArray inputGradient =
                        layer.backpropGradient(given, WORKSPACES).getSecond()) {
            return inputGradient.getFloat(0);
        } finally {
            layer.clear();
            output.close();
        }
    }
}
