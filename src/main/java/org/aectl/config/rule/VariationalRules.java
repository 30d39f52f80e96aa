package org.aectl.config.rule;

import java.util.function.BiConsumer;
import org.aectl.config.Activation;
import org.aectl.config.KlConfig;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.bind.EnumNames;

/**
 * What a gaussian code needs, what has no meaning beside one, and what has one only there.
 *
 * @param problem takes a key's path and what is wrong with it
 */
record VariationalRules(BiConsumer<String, String> problem) {
    void check(ModelConfig model) {
        if (model.variance() != null && !model.reconstruction().hasVariance()) {
            problem.accept(
                    "model.variance",
                    "belongs to model.reconstruction gaussian; a " + EnumNames.of(model.reconstruction())
                            + " output has none");
        }
        if (!model.hasPosterior()) {
            checkDeterministic(model);
            return;
        }
        String code = "; the code of type " + EnumNames.of(model.type()) + " is a distribution";
        if (model.codeActivation() != Activation.IDENTITY) {
            problem.accept("model.codeActivation", "must be identity" + code + " over all numbers");
        }
        if (model.tied()) {
            problem.accept("model.tied", "has no meaning" + code + " with twice as many parameters as code units");
        }
        if (model.sparsity() != null) {
            problem.accept("model.sparsity", "has no meaning" + code + " that model.kl draws to the prior");
        }
        if (model.pretraining() != null) {
            problem.accept("model.pretraining", "has no meaning" + code + ", which no layer learns by itself");
        }
        checkBound(model);
    }

    private void checkDeterministic(ModelConfig model) {
        if (model.kl() != null) {
            problem.accept("model.kl", "belongs to type vae or cvae; for sparse units there is model.sparsity");
        }
        if (model.samples() > 1) {
            problem.accept(
                    "model.samples",
                    "must be 1 without a code that is sampled (type vae or cvae), was " + model.samples());
        }
        if (model.bound() != null) {
            problem.accept("model.bound", "belongs to type vae or cvae");
        }
    }

    private void checkBound(ModelConfig model) {
        KlConfig kl = model.kl() == null ? KlConfig.BOUND : model.kl();
        if (model.bound() != null && model.samples() == 1) {
            problem.accept("model.bound", "has no use with model.samples 1, for which both bounds are the same");
        }
        if (model.bound() == ModelConfig.Bound.IWAE && model.samples() > 1 && kl.freeBits() > 0) {
            problem.accept(
                    "model.kl.freeBits",
                    "needs the divergence of each unit, which model.bound iwae does not have; use model.bound elbo");
        }
        if (kl.beta() == 0 && (kl.warmupEpochs() > 0 || kl.freeBits() > 0)) {
            problem.accept("model.kl.beta", "is 0, so that warmupEpochs and freeBits have no use");
        }
        Double cycle = kl.cycleEpochs();
        if (cycle != null && cycle <= kl.warmupEpochs()) {
            problem.accept(
                    "model.kl.cycleEpochs",
                    "must be more than warmupEpochs (" + kl.warmupEpochs() + "), or beta is never reached, was "
                            + cycle);
        } else if (cycle != null && kl.warmupEpochs() == 0) {
            problem.accept("model.kl.cycleEpochs", "repeats a warm-up, but there is none: warmupEpochs is 0");
        }
    }

    /** A warm-up that goes on after the training would never reach beta, a cycle as long as it never repeats. */
    void check(ModelConfig model, TrainingConfig training) {
        KlConfig kl = model.kl();
        if (kl == null) {
            return;
        }
        if (kl.warmupEpochs() > training.epochs()) {
            problem.accept(
                    "model.kl.warmupEpochs",
                    "must be at most training.epochs (" + training.epochs() + "), was " + kl.warmupEpochs());
        }
        Double cycle = kl.cycleEpochs();
        if (cycle != null && cycle >= training.epochs()) {
            problem.accept(
                    "model.kl.cycleEpochs",
                    "must be less than training.epochs (" + training.epochs() + "), or nothing is repeated, was "
                            + cycle);
        }
    }
}
