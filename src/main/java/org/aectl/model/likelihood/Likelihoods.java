package org.aectl.model.likelihood;

import java.util.Optional;
import java.util.OptionalDouble;
import org.aectl.config.Activation;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.VarianceConfig;
import org.aectl.model.layer.Activations;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The network's side of each {@link LikelihoodKind}. */
public final class Likelihoods {
    private Likelihoods() {}

    /** What the output of an autoencoder means. */
    public static Likelihood of(ModelConfig model, int features) {
        return switch (model.reconstruction()) {
            case BERNOULLI -> new Bernoulli();
            case GAUSSIAN -> gaussian(outputActivation(model), model.variance(), features);
            case POISSON -> new Poisson();
        };
    }

    /** The output of Deeplearning4j's own layers that gives the same; empty where it has none. */
    public static Optional<Stock> stock(ModelConfig model) {
        return switch (model.reconstruction()) {
            case BERNOULLI -> Optional.of(new Stock(LossFunction.XENT, Activations.of(Activation.SIGMOID)));
            case GAUSSIAN -> Optional.of(new Stock(LossFunction.L2, outputActivation(model)));
            case POISSON -> Optional.empty();
        };
    }

    /** A loss and the output's activation before it. */
    public record Stock(LossFunction loss, IActivation activation) {}

    private static Likelihood gaussian(IActivation activation, @Nullable VarianceConfig variance, int features) {
        if (variance == null) {
            return Gaussian.squaredError(activation);
        }
        OptionalDouble fixed = variance.fixed();
        return fixed.isPresent()
                ? Gaussian.withVariance(activation, fixed.getAsDouble())
                : new GaussianOfLearnedVariance(activation, features);
    }

    private static IActivation outputActivation(ModelConfig model) {
        return Activations.of(model.outputActivation() == null ? Activation.IDENTITY : model.outputActivation());
    }
}
