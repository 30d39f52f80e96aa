package org.aectl.config;

import java.util.List;
import org.aectl.config.bind.Default;
import org.aectl.config.bind.Doc;
import org.aectl.config.bind.OneOrList;
import org.aectl.config.bind.Range;
import org.jspecify.annotations.Nullable;

/** The autoencoder: a network on either side of the code, and the likelihood its output is judged by. */
public record ModelConfig(
        @Doc(
                "Family: ae (a plain autoencoder), sae (stacked; needs pretraining), sparse (needs sparsity), dae (denoising;"
                        + " needs noise), vae (variational), cvae (variational, conditional on the labels). Parts may be added to"
                        + " other families wherever they have a meaning.")
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

        @Doc(
                "scaled (by the size of the layer and its activation: Glorot, He or LeCun), uniform (between plus and minus 1 /"
                        + " sqrt(inputs), as Torch has it) or small (normal with deviation 0.01, as before 2010).")
        @Default("scaled")
        InitialWeights initialWeights,

        @Doc("bernoulli (cross-entropy on logits, for data in [0,1]), gaussian (squared error) or poisson (negative"
                + " log-likelihood of counts 0, 1, 2, ..., which need data.scale none).")
        @Default("gaussian")
        LikelihoodKind reconstruction,

        @Doc(
                "Activation of the output with the gaussian likelihood; the bernoulli one's is always sigmoid, the poisson one's exp.")
        @Nullable
        Activation outputActivation,

        @Doc("Variance of the gaussian likelihood; left out, it is 1/2 and the loss the plain squared error.") @Nullable
        VarianceConfig variance,

        @Doc("How strongly a variational code is drawn to the prior; left out, by the evidence lower bound.") @Nullable
        KlConfig kl,

        @Doc("Codes drawn for each example in each step of a variational autoencoder.") @Range(min = 1) @Default("1")
        int samples,

        @Doc(
                "What several samples are used for: iwae (the importance-weighted bound, and so it is if left out) or elbo (a"
                        + " less noisy evidence lower bound).")
        @Nullable
        Bound bound,

        @Doc(
                "Noise that spoils the input in training, drawn anew for each example and epoch, while the output is judged"
                        + " by the clean input; several are applied in their order. Validation and evaluation use clean input.")
        @OneOrList
        @Default("[]")
        List<NoiseConfig> noise,

        @Doc("What keeps most hidden units quiet; left out, nothing does.") @Nullable
        SparsityConfig sparsity,

        @Doc(
                "Weight of the contractive penalty, the squared Frobenius norm of the derivative of the code by the input (Rifai et"
                        + " al. 2011), for a sigmoid code and an encoder without hidden layers; left out, there is none.")
        @Range(above = 0)
        @Nullable
        Double contraction,

        @Doc(
                "Weight of the maximum mean discrepancy between the codes of a batch and draws of N(0, I) (WAE-MMD, Tolstikhin et"
                        + " al. 2018), so that new codes can be drawn from it; left out, there is none.")
        @Range(above = 0)
        @Nullable
        Double mmd,

        @Doc("Layer-wise training before the whole network is trained; left out, there is none.") @Nullable
        PretrainingConfig pretraining) {

    public ModelConfig {
        if (type.code() == Code.GAUSSIAN) {
            kl = kl == null ? KlConfig.BOUND : kl;
            bound = bound == null && samples > 1 ? Bound.IWAE : bound;
        }
    }

    /**
     * The model of one layer of this one's encoder and the layer that mirrors it, trained by themselves.
     *
     * @param units of the layer
     * @param activation of the layer
     * @param likelihood that judges the pair
     * @param output activation of the pair's output; null where the likelihood decides it
     * @param outputVariance null where the output has none
     */
    public ModelConfig pair(
            int units,
            Activation activation,
            LikelihoodKind likelihood,
            @Nullable Activation output,
            @Nullable VarianceConfig outputVariance,
            List<NoiseConfig> ownNoise,
            @Nullable SparsityConfig ownSparsity) {
        return new ModelConfig(
                Family.AE,
                units,
                new NetworkConfig.Dense(List.of(), Activation.IDENTITY),
                null,
                activation,
                tied,
                initialWeights,
                likelihood,
                output,
                outputVariance,
                null,
                1,
                null,
                ownNoise,
                ownSparsity,
                null,
                null,
                null);
    }

    /** Units of the code that say something of an example: those that it keeps, as the others are 0. */
    public int activeUnits() {
        return sparsity == null ? latent : Math.min(latent, sparsity.kept().orElse(latent));
    }

    /** Layers from the input to the code, the code included: as many as pretraining has stages. */
    public int encoderLayers() {
        return encoder.hiddenLayers() + 1;
    }

    /** Epochs of all stages of pretraining; 0 without any. */
    public int pretrainingEpochs() {
        return pretraining == null ? 0 : pretraining.epochsOfAll(encoderLayers());
    }

    /**
     * Whether the losses of an epoch's steps are weighed and disturbed all through it as they are after every schedule, so that those
     * of two such epochs can be compared.
     *
     * @param epoch from 0
     */
    public boolean isAtFullStrength(int epoch) {
        return isDivergenceFull(epoch)
                && noise.stream()
                        .map(NoiseConfig::schedule)
                        .allMatch(schedule -> schedule == null || schedule.isOver(epoch));
    }

    /** Whether the divergence has its full weight all through an epoch, from 0. */
    public boolean isDivergenceFull(int epoch) {
        return kl == null || kl.isFull(epoch);
    }

    /** Whether the output is judged by a negative log-likelihood; otherwise it is by the squared error. */
    public boolean isLossInNats() {
        return variance != null || !reconstruction.hasVariance();
    }

    /** Whether the loss has a part that depends on the network alone and not on its output. */
    public boolean isPenalised() {
        return sparsity != null || contraction != null || mmd != null;
    }

    /** Whether its output is judged given a label. */
    public boolean isConditional() {
        return type == Family.CVAE;
    }

    /** What a code is. */
    public Code code() {
        return type.code();
    }

    /** Whether the code of each example is a distribution. */
    public boolean hasPosterior() {
        return code() == Code.GAUSSIAN;
    }

    /** Whether codes are drawn to a known distribution, so that new ones can be drawn from it. */
    public boolean hasPrior() {
        return hasPosterior() || mmd != null;
    }

    /** What a code is. */
    public enum Code {
        /** The values of a layer. */
        DETERMINISTIC,
        /** A normal distribution (Kingma and Welling 2014). */
        GAUSSIAN
    }

    /** The families of autoencoders. */
    public enum Family {
        AE,
        SAE,
        SPARSE,
        DAE,
        VAE,
        CVAE;

        private Code code() {
            return this == VAE || this == CVAE ? Code.GAUSSIAN : Code.DETERMINISTIC;
        }
    }

    /** How weights are drawn at first; biases are 0. */
    public enum InitialWeights {
        SCALED,
        UNIFORM,
        SMALL
    }

    /** What several samples of a code are used for. */
    public enum Bound {
        /** The mean of the evidence lower bound over the samples (Kingma and Welling 2014). */
        ELBO,
        /** The importance-weighted bound (Burda, Grosse and Salakhutdinov 2015). */
        IWAE
    }
}
