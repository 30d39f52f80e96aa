package org.aectl.config;

/** The rule that turns gradients into steps; {@code type} names one of the records below. */
public sealed interface OptimizerConfig {
    /** The learning rate before any schedule. */
    double learningRate();

    /** Gradient descent. */
    record Sgd(@Range(above = 0) @Default("0.1") double learningRate) implements OptimizerConfig {}

    /** Gradient descent with Nesterov's momentum. */
    record Nesterov(
            @Range(above = 0) @Default("0.1") double learningRate,
            @Range(min = 0, below = 1) @Default("0.9") double momentum)
            implements OptimizerConfig {}

    /** Kingma and Ba 2015. */
    record Adam(
            @Range(above = 0) @Default("0.001") double learningRate,
            @Range(min = 0, below = 1) @Default("0.9") double beta1,
            @Range(min = 0, below = 1) @Default("0.999") double beta2,
            @Range(above = 0) @Default("1e-8") double epsilon)
            implements OptimizerConfig {}

    /** Adam with the largest gradient instead of the mean square; Kingma and Ba 2015, section 7. */
    record Adamax(
            @Range(above = 0) @Default("0.002") double learningRate,
            @Range(min = 0, below = 1) @Default("0.9") double beta1,
            @Range(min = 0, below = 1) @Default("0.999") double beta2,
            @Range(above = 0) @Default("1e-8") double epsilon)
            implements OptimizerConfig {}

    /** Adam with Nesterov's momentum; Dozat 2016. */
    record Nadam(
            @Range(above = 0) @Default("0.001") double learningRate,
            @Range(min = 0, below = 1) @Default("0.9") double beta1,
            @Range(min = 0, below = 1) @Default("0.999") double beta2,
            @Range(above = 0) @Default("1e-8") double epsilon)
            implements OptimizerConfig {}

    /** Adam with steps that never grow again; Reddi, Kale and Kumar 2018. */
    record Amsgrad(
            @Range(above = 0) @Default("0.001") double learningRate,
            @Range(min = 0, below = 1) @Default("0.9") double beta1,
            @Range(min = 0, below = 1) @Default("0.999") double beta2,
            @Range(above = 0) @Default("1e-8") double epsilon)
            implements OptimizerConfig {}

    /** Mean square of recent gradients; Tieleman and Hinton 2012. */
    record Rmsprop(
            @Range(above = 0) @Default("0.001") double learningRate,
            @Range(min = 0, below = 1) @Default("0.9") double decay,
            @Range(above = 0) @Default("1e-8") double epsilon)
            implements OptimizerConfig {}

    /** Sum of all squared gradients; Duchi, Hazan and Singer 2011. */
    record Adagrad(
            @Range(above = 0) @Default("0.01") double learningRate,
            @Range(above = 0) @Default("1e-6") double epsilon) implements OptimizerConfig {}
}
