package org.aectl.model.layer;

import java.util.Locale;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.IActivation;

/** The framework's side of {@link Activation}. */
public final class Activations {
    /** As Hinton 2010 advises (A practical guide to training restricted Boltzmann machines). */
    private static final double SMALL_DEVIATION = 0.01;

    private Activations() {}

    /** The config names them as ND4J does, but for GELU, of which ND4J has two: this is z sigmoid(1.702 z). */
    public static IActivation of(Activation activation) {
        return org.nd4j.linalg.activations.Activation.fromString(
                        activation.name().toLowerCase(Locale.ROOT))
                .getActivationFunction();
    }

    /** How a layer's weights are drawn at first. */
    public static IWeightInit weightsFor(ModelConfig.InitialWeights initial, Activation activation) {
        return switch (initial) {
            case SCALED -> scaled(activation).getWeightInitFunction();
            case UNIFORM -> WeightInit.UNIFORM.getWeightInitFunction();
            case SMALL -> new WeightInitDistribution(new NormalDistribution(0, SMALL_DEVIATION));
        };
    }

    /**
     * The initial weights that keep the variance of activations from layer to layer: He et al. 2015 for rectifiers,
     * LeCun et al. 1998 for SELU (Klambauer et al. 2017), Glorot and Bengio 2010 for the rest.
     */
    private static WeightInit scaled(Activation activation) {
        return switch (activation) {
            case RELU, LEAKYRELU, ELU, GELU, SWISH, MISH -> WeightInit.RELU;
            case SELU -> WeightInit.LECUN_NORMAL;
            default -> WeightInit.XAVIER;
        };
    }
}
