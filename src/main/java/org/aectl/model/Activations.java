package org.aectl.model;

import java.util.Locale;
import org.aectl.config.Activation;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.IActivation;

/** The framework's side of {@link Activation}. */
final class Activations {
    private Activations() {}

    /** The config names them as ND4J does, but for GELU, of which ND4J has two: this is z sigmoid(1.702 z). */
    static IActivation of(Activation activation) {
        return org.nd4j.linalg.activations.Activation.fromString(
                        activation.name().toLowerCase(Locale.ROOT))
                .getActivationFunction();
    }

    /**
     * The initial weights that keep the variance of activations from layer to layer: He et al. 2015 for rectifiers,
     * LeCun et al. 1998 for SELU (Klambauer et al. 2017), Glorot and Bengio 2010 for the rest.
     */
    static WeightInit weightsFor(Activation activation) {
        return switch (activation) {
            case RELU, LEAKYRELU, ELU, GELU, SWISH, MISH -> WeightInit.RELU;
            case SELU -> WeightInit.LECUN_NORMAL;
            default -> WeightInit.XAVIER;
        };
    }
}
