package org.aectl.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The autoencoder: a network on either side of the code, and the likelihood its output is judged by. */
public record ModelConfig(
        @Doc("Family: ae (a plain autoencoder), sparse (needs sparsity), dae (denoising; needs noise). Any part may be"
                + " added to any family.")
        Family type,

        @Doc("Number of code units.") @Range(min = 1) int latent,

        @Doc("Hidden layers between the input and the code.") @Default("{}")
        NetworkConfig encoder,

        @Doc("Hidden layers between the code and the output; left out, the encoder's in reverse.") @Nullable
        NetworkConfig decoder,

        @Doc("Activation of the code.") @Default("identity") Activation codeActivation,

        @Doc("Whether each decoder layer uses the transposed weights of the encoder layer it mirrors.")
        @Default("false")
        boolean tied,

        @Doc("bernoulli (cross-entropy on logits, for data in [0,1]) or gaussian (squared error).") @Default("gaussian")
        Reconstruction reconstruction,

        @Doc("Activation of the output with the gaussian likelihood; the bernoulli one's is always sigmoid.") @Nullable
        Activation outputActivation,

        @Doc(
                "Noise that spoils the input in training, drawn anew for each example and epoch, while the output is judged"
                        + " by the clean input; several are applied in their order. Validation and evaluation use clean input.")
        @OneOrList
        @Default("[]")
        List<NoiseConfig> noise,

        @Doc("What keeps most hidden units quiet; left out, nothing does.") @Nullable
        SparsityConfig sparsity) {

    /** The families of autoencoders. */
    public enum Family {
        AE,
        SPARSE,
        DAE
    }

    /** What the output means, and so which loss it has. */
    public enum Reconstruction {
        BERNOULLI,
        GAUSSIAN
    }
}
