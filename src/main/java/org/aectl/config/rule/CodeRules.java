package org.aectl.config.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NoiseSchedule;
import org.aectl.config.SparsityConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.bind.EnumNames;
import org.jspecify.annotations.Nullable;

/**
 * What a family needs, and what of noise and sparsity would do nothing or have no meaning.
 *
 * @param problem takes a key's path and what is wrong with it
 * @param noiseIsList whether the noise was written as a list, whose elements then have numbers in their paths
 */
record CodeRules(BiConsumer<String, String> problem, boolean noiseIsList) {
    private static final String NOISE = "model.noise";
    private static final String SPARSITY = "model.sparsity";
    private static final String MMD = "model.mmd";
    private static final String CONTRACTION = "model.contraction";

    void check(ModelConfig model) {
        if (model.type() == ModelConfig.Family.DAE && model.noise().isEmpty()) {
            problem.accept(
                    "model.type",
                    "dae learns to remove noise and needs " + NOISE + ", such as { type: gaussian, sigma: 0.3 }");
        }
        SparsityConfig sparsity = model.sparsity();
        if (model.type() == ModelConfig.Family.SPARSE && sparsity == null) {
            problem.accept("model.type", "sparse needs " + SPARSITY + ", such as { type: kl, rho: 0.05, beta: 3 }");
        }
        for (int i = 0; i < model.noise().size(); i++) {
            checkSchedule(model.noise().get(i).schedule(), schedulePath(i));
        }
        if (sparsity != null && sparsity.kept().orElse(0) >= model.latent()) {
            problem.accept(
                    SPARSITY + ".k",
                    "must be less than model.latent (" + model.latent() + "), or every code unit is kept, was "
                            + sparsity.kept().getAsInt());
        }
        if (sparsity != null && sparsity.target().isPresent()) {
            checkBounded(model, sparsity);
        }
        if (model.contraction() != null) {
            checkContraction(model);
        }
        if (model.mmd() != null) {
            checkDiscrepancy(model);
        }
    }

    /** A change that ends with the training or after it would leave {@code to} without any effect. */
    void check(ModelConfig model, TrainingConfig training) {
        for (int i = 0; i < model.noise().size(); i++) {
            NoiseSchedule schedule = model.noise().get(i).schedule();
            if (schedule != null && schedule.epochs() >= training.epochs()) {
                problem.accept(
                        schedulePath(i) + ".epochs",
                        "must be less than training.epochs (" + training.epochs()
                                + "), or the full change is never reached, was " + schedule.epochs());
            }
        }
    }

    private void checkSchedule(@Nullable NoiseSchedule schedule, String path) {
        if (schedule != null && schedule.from() == schedule.to()) {
            problem.accept(
                    path, "changes nothing: from and to are both " + schedule.from() + "; set the strength itself");
        }
    }

    private String schedulePath(int index) {
        return (noiseIsList ? NOISE + "." + index : NOISE) + ".schedule";
    }

    /** The derivative has a closed form for one layer only. */
    private void checkContraction(ModelConfig model) {
        if (model.hasPosterior()) {
            problem.accept(
                    CONTRACTION,
                    "has no meaning; the code of type " + EnumNames.of(model.type()) + " is a distribution");
        } else if (model.encoderLayers() > 1) {
            problem.accept(
                    CONTRACTION,
                    "needs an encoder without hidden layers (model.encoder { layers: [] }), as it is worked out for one layer");
        } else if (model.codeActivation() != Activation.SIGMOID) {
            problem.accept(
                    "model.codeActivation",
                    "must be sigmoid for " + CONTRACTION + ", which is worked out for sigmoid units, was "
                            + EnumNames.of(model.codeActivation()));
        }
    }

    /** The prior is one over all numbers. */
    private void checkDiscrepancy(ModelConfig model) {
        if (model.hasPosterior()) {
            problem.accept(
                    MMD,
                    "has no meaning; the code of type " + EnumNames.of(model.type())
                            + " is a distribution that model.kl draws to the prior");
        } else if (model.codeActivation() != Activation.IDENTITY) {
            problem.accept(
                    "model.codeActivation",
                    "must be identity for " + MMD + ", which draws codes to a prior over all numbers, was "
                            + EnumNames.of(model.codeActivation()));
        }
    }

    /** The divergence is one of probabilities: it takes means in (0,1). */
    private void checkBounded(ModelConfig model, SparsityConfig sparsity) {
        checkBounded("model.codeActivation", model.codeActivation());
        if (sparsity.layers() == SparsityConfig.Layers.ALL) {
            for (NetworkUse use : networks(model)) {
                NetworkConfig network = use.network();
                if (network.convolutions() == 0 && !network.layers().isEmpty()) {
                    checkBounded(use.path() + ".activation", network.activation());
                }
            }
        }
    }

    private record NetworkUse(String path, NetworkConfig network) {}

    private static List<NetworkUse> networks(ModelConfig model) {
        List<NetworkUse> networks = new ArrayList<>(List.of(new NetworkUse("model.encoder", model.encoder())));
        if (model.decoder() != null) {
            networks.add(new NetworkUse("model.decoder", model.decoder()));
        }
        return networks;
    }

    private void checkBounded(String path, Activation activation) {
        if (activation != Activation.SIGMOID && activation != Activation.TANH) {
            problem.accept(
                    path,
                    "must be sigmoid or tanh for " + SPARSITY
                            + " kl, which compares mean activations in (0,1) with rho," + " was "
                            + EnumNames.of(activation)
                            + "; or use " + SPARSITY + " l1 or top-k");
        }
    }
}
