package org.aectl.config;

/** Activation functions, by the names Deeplearning4j gives them. */
public enum Activation {
    IDENTITY,
    RELU,
    LEAKYRELU,
    ELU,
    SELU,
    GELU,
    SWISH,
    MISH,
    SIGMOID,
    HARDSIGMOID,
    TANH,
    HARDTANH,
    RATIONALTANH,
    RECTIFIEDTANH,
    SOFTPLUS,
    SOFTSIGN,
    CUBE;

    /** What some of these names stand for, which are given to several functions. */
    static final String FORMS =
            "gelu is z sigmoid(1.702 z), hardsigmoid 0.2 z + 0.5 between 0 and 1, and rationaltanh a rational"
                    + " approximation of 1.7159 tanh(2 z / 3).";
}
