package org.aectl.config;

import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.Range;
import org.jspecify.annotations.Nullable;

/** The rule that turns gradients into steps; {@code type} names one of the records below. */
@Default("adam")
public sealed interface OptimizerConfig
        permits OptimizerConfig.Sgd,
                OptimizerConfig.Nesterov,
                OptimizerConfig.Adam,
                OptimizerConfig.Adamax,
                OptimizerConfig.Nadam,
                OptimizerConfig.Amsgrad,
                OptimizerConfig.Rmsprop,
                OptimizerConfig.Adagrad {
    /** The learning rate before any schedule. */
    double learningRate();

    /** Gradient descent. */
    @Doc("Gradient descent.")
    record Sgd(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.1")
            double learningRate) implements OptimizerConfig {}

    /** Gradient descent with Nesterov's momentum. */
    @Doc("Gradient descent with Nesterov's momentum.")
    record Nesterov(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.1")
            double learningRate,

            @Doc("Share of the previous step that is carried on.") @Range(min = 0, below = 1) @Default("0.9")
            double momentum)
            implements OptimizerConfig {}

    /** Kingma and Ba 2015. */
    @Doc("Kingma and Ba 2015.")
    record Adam(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.001")
            double learningRate,

            @Doc("Decay of the running mean of the gradient.") @Range(min = 0, below = 1) @Default("0.9")
            double beta1,

            @Doc("Decay of the running mean of the squared gradient.") @Range(min = 0, below = 1) @Default("0.999")
            double beta2,

            @Doc(
                    "Added to the root of the mean square before that is corrected for its start at 0, as in the paper's section 2"
                            + " and in Keras; torch adds it afterwards.")
            @Range(above = 0)
            @Default("1e-8")
            double epsilon)
            implements OptimizerConfig {}

    /** Adam with the largest gradient instead of the mean square; Kingma and Ba 2015, section 7. */
    @Doc("Adam with the largest gradient instead of the mean square.")
    record Adamax(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.002")
            double learningRate,

            @Doc("Decay of the running mean of the gradient.") @Range(min = 0, below = 1) @Default("0.9")
            double beta1,

            @Doc("Decay of the running largest gradient.") @Range(min = 0, below = 1) @Default("0.999")
            double beta2)
            implements OptimizerConfig {}

    /** Adam with Nesterov's momentum; Dozat 2016. */
    @Doc("Adam with Nesterov's momentum (Dozat 2016).")
    record Nadam(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.001")
            double learningRate,

            @Doc("Decay of the running mean of the gradient, and the momentum.")
            @Range(min = 0, below = 1)
            @Default("0.9")
            double beta1,

            @Doc("Decay of the running mean of the squared gradient.") @Range(min = 0, below = 1) @Default("0.999")
            double beta2,

            @Doc("Added to the denominator so that it is never 0.") @Range(above = 0) @Default("1e-8")
            double epsilon,

            @Doc(
                    "Has the momentum rise from half of beta1: in step t, from 1, it is beta1 (1 - 0.96^(t momentumDecay) / 2), as in"
                            + " torch.optim.NAdam, where this is 0.004; left out, the momentum is beta1 from the first step.")
            @Range(above = 0)
            @Nullable
            Double momentumDecay)
            implements OptimizerConfig {}

    /** Adam with steps that never grow again; Reddi, Kale and Kumar 2018. */
    @Doc("Adam with steps that never grow again.")
    record Amsgrad(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.001")
            double learningRate,

            @Doc("Decay of the running mean of the gradient.") @Range(min = 0, below = 1) @Default("0.9")
            double beta1,

            @Doc("Decay of the running mean of the squared gradient.") @Range(min = 0, below = 1) @Default("0.999")
            double beta2,

            @Doc(
                    "Added to the root of the mean square before that is corrected for its start at 0, as in Keras; torch adds it"
                            + " afterwards.")
            @Range(above = 0)
            @Default("1e-8")
            double epsilon)
            implements OptimizerConfig {}

    /** Mean square of recent gradients; Tieleman and Hinton 2012. */
    @Doc("Steps divided by the root of the mean square of recent gradients.")
    record Rmsprop(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.001")
            double learningRate,

            @Doc("Decay of the running mean of the squared gradient.") @Range(min = 0, below = 1) @Default("0.9")
            double decay,

            @Doc("Added to the denominator so that it is never 0; the running mean starts at it, not at 0.")
            @Range(above = 0)
            @Default("1e-8")
            double epsilon)
            implements OptimizerConfig {}

    /** Sum of all squared gradients; Duchi, Hazan and Singer 2011. */
    @Doc("Steps divided by the root of the sum of all squared gradients.")
    record Adagrad(
            @Doc("Size of a step.") @Range(above = 0) @Default("0.01")
            double learningRate,

            @Doc("Added to the denominator so that it is never 0; the sum starts at 1e-6, not at 0.")
            @Range(above = 0)
            @Default("1e-6")
            double epsilon)
            implements OptimizerConfig {}
}
