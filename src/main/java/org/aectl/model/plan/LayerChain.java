package org.aectl.model.plan;

import java.util.ArrayList;
import java.util.List;
import org.aectl.config.Activation;
import org.aectl.config.NetworkConfig;
import org.aectl.model.code.GaussianCode;
import org.aectl.model.code.PosteriorMoments;
import org.aectl.model.code.Prior;
import org.aectl.model.layer.BatchNorm;
import org.aectl.model.layer.Dense;
import org.aectl.model.layer.LabelConcat;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.layer.TiedDense;
import org.aectl.model.layer.convolution.Convolution;
import org.aectl.model.layer.convolution.ConvolutionShape;
import org.aectl.model.layer.convolution.TransposedConvolution;
import org.jspecify.annotations.Nullable;

/** Collects the layers of one side of the code, each starting from where the one before ended. */
final class LayerChain {
    private final String prefix;
    private final Activation activation;
    private final boolean normalize;
    private final List<LayerPlan> layers = new ArrayList<>();
    private int units;
    private int hidden;

    /**
     * @param prefix of the hidden layers' names
     * @param network says what hidden layers end with
     * @param units values of an example to start with
     */
    LayerChain(String prefix, NetworkConfig network, int units) {
        this.prefix = prefix;
        this.activation = network.activation();
        this.normalize = network.batchNormalization();
        this.units = units;
    }

    /** Adds a fully connected hidden layer, which may use the weights of another one. */
    void dense(int outputs, @Nullable Dense owner) {
        add(dense(nextName(), outputs, linearActivation(), !normalize, owner), outputs, 1);
    }

    /** Adds a convolution. */
    void convolution(ConvolutionShape shape) {
        int positions = shape.features().height() * shape.features().width();
        add(new Convolution(nextName(), shape, linearActivation(), !normalize), shape.filters(), positions);
    }

    /** Adds a hidden transposed convolution. */
    void transposedConvolution(ConvolutionShape shape) {
        int positions = shape.image().height() * shape.image().width();
        add(
                new TransposedConvolution(nextName(), shape, linearActivation(), !normalize),
                shape.image().channels(),
                positions);
    }

    /** Appends labels to the values, if there are classes. */
    void condition(int classes) {
        if (classes > 0) {
            LayerPlan layer = new LabelConcat(prefix + "-condition", units, classes);
            layers.add(layer);
            units = layer.outputs();
        }
    }

    /** All layers, ending with a code that is drawn from a distribution, whose moments a linear layer gives. */
    List<LayerPlan> endWithGaussianCode(String name, int outputs, Prior prior) {
        layers.add(new PosteriorMoments(NetworkPlan.MOMENTS, units, outputs, name));
        return endWith(new GaussianCode(name, outputs, prior));
    }

    /** All layers, ending with a fully connected one that is never normalized. */
    List<LayerPlan> endWithDense(String name, int outputs, Activation lastActivation, @Nullable Dense owner) {
        return endWith(dense(name, outputs, lastActivation, true, owner));
    }

    /** All layers, ending with a transposed convolution that is never normalized. */
    List<LayerPlan> endWithTransposedConvolution(String name, ConvolutionShape shape, Activation lastActivation) {
        return endWith(new TransposedConvolution(name, shape, lastActivation, true));
    }

    private List<LayerPlan> endWith(LayerPlan last) {
        layers.add(last);
        return List.copyOf(layers);
    }

    private void add(LayerPlan layer, int channels, int positions) {
        layers.add(layer);
        if (normalize) {
            layers.add(new BatchNorm(layer.name() + "-normalization", channels, positions, activation));
        }
        units = layer.outputs();
    }

    private String nextName() {
        hidden++;
        return prefix + "-" + hidden;
    }

    private Activation linearActivation() {
        return normalize ? Activation.IDENTITY : activation;
    }

    private LayerPlan dense(String name, int outputs, Activation last, boolean bias, @Nullable Dense owner) {
        return owner == null
                ? new Dense(name, units, outputs, last, bias)
                : new TiedDense(name, units, outputs, last, bias, owner.name());
    }
}
