package org.aectl.config;

import java.util.List;

/** The hidden layers of one side of an autoencoder; {@code type} names one of the records below. */
@Default("dense")
public sealed interface NetworkConfig permits NetworkConfig.Dense {

    /** Fully connected layers. */
    @Doc("Fully connected layers.")
    record Dense(
            @Doc("Units of each hidden layer, in the direction of the data.") @Range(min = 1) @Default("[]")
            List<Integer> layers,

            @Doc("Activation of the hidden layers.") @Default("relu")
            Activation activation)
            implements NetworkConfig {}
}
