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
    CUBE
}
