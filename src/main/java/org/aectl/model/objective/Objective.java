package org.aectl.model.objective;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.aectl.config.ModelConfig;
import org.aectl.model.code.GaussianCode;
import org.aectl.model.likelihood.LikelihoodLoss;
import org.deeplearning4j.nn.api.Layer;

/**
 * The loss of an autoencoder before regularisation, and its gradients that do not come through the decoder. By itself it is the
 * reconstruction loss.
 */
public interface Objective {
    /**
     * The objective of a model, whose code and loss pass back its gradients from now on.
     *
     * @param code the layer of the network that gives the code
     * @param loss the end of the network
     */
    static Objective of(ModelConfig model, Layer code, LikelihoodLoss loss) {
        return code instanceof GaussianCode.Instance gaussian
                ? new VariationalObjective(model, gaussian, loss)
                : new Objective() {};
    }

    /** Names of what it consists of besides the reconstruction. */
    default List<String> parts() {
        return List.of();
    }

    /** Moves to a point of the training, epochs with their fraction. */
    default void at(double epochs) {}

    /** Moves to the end of the training. */
    default void atEnd() {}

    /**
     * The loss of the last batch.
     *
     * @param reconstruction mean of the rows' losses
     * @param rows reconstruction losses, one for each code that was drawn
     * @param parts takes what the objective consists of besides the reconstruction, raw
     */
    default double total(double reconstruction, double[] rows, Map<String, Double> parts) {
        return reconstruction;
    }

    /**
     * The weight of an example's divergence in its loss; 0 without one. Empty where the loss is no mean over examples of such
     * sums.
     */
    default OptionalDouble divergenceWeight() {
        return OptionalDouble.of(0);
    }
}
