package org.aectl.model.layer;

import java.io.Serializable;
import java.util.List;
import org.aectl.config.Activation;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One layer of a network, before there is a network: what it is, what it costs, how it is made and what it becomes in
 * Deeplearning4j's own layers. Its values are rows, whatever they mean. A kind of layer is a record of this type, with what
 * computes it inside.
 */
public interface LayerPlan extends Serializable {
    /** Unique in its network. */
    String name();

    /** What it is, as {@code aectl inspect} says it. */
    String kind();

    /** Values before it, at least 1. */
    int inputs();

    /** Values of its own, at least 1. */
    int outputs();

    /** What it does to its values at last. */
    default Activation activation() {
        return Activation.IDENTITY;
    }

    /** Numbers that belong to this layer alone, in the order in which they lie in memory and in checkpoints. */
    default List<ParameterBlock> parameterBlocks() {
        return List.of();
    }

    /** How many numbers these are. */
    default long parameters() {
        return parameterBlocks().stream().mapToLong(ParameterBlock::length).sum();
    }

    /** What computes it, without parameters yet. */
    BaseLayer<FeedForwardLayer> instantiate(NeuralNetConfiguration conf, DataType dataType);

    /** Connects it with other layers of its graph, once that holds them all. */
    default void connect(ComputationGraph graph) {}

    /**
     * Floating-point operations forward for one example: of matrix products and convolutions only, a multiplication with its
     * addition as two.
     */
    default double flops() {
        return 0;
    }

    /** Numbers it needs for a while to compute a single example, besides its values and their gradients. */
    default long scratch() {
        return 0;
    }

    /** Its values as a row or, of a convolution, as a picture: {@code 14x14x32}. */
    default String shapeOfOutputs() {
        return Integer.toString(outputs());
    }

    /**
     * Notes its size in a network's short name, {@code 784-256-32}.
     *
     * @param sizes of the layers before it, the last one at the end
     */
    default void addSize(List<String> sizes) {}

    /** Whether a sparsity of all layers means this one; not so where a layer only passes on the values of another. */
    default boolean isHidden() {
        return true;
    }

    /**
     * The same layer in another network.
     *
     * @param code name of that network's code
     * @throws UnsupportedOperationException if it only has a meaning where it is
     */
    default LayerPlan as(String newName, Activation newActivation, String code) {
        throw new UnsupportedOperationException("a layer of this kind cannot stand elsewhere: " + this);
    }

    /** Adds it to a network of Deeplearning4j's own layers, and says which parameters go where. */
    void export(StockNetwork stock);
}
