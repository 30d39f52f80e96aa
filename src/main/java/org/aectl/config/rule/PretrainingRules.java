package org.aectl.config.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.aectl.base.Counts;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.NoiseConfig;
import org.aectl.config.NoiseSchedule;
import org.aectl.config.PretrainingConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.bind.EnumNames;
import org.jspecify.annotations.Nullable;

/**
 * What layer-wise pretraining wants of the network, and of its own lists.
 *
 * @param problem takes a key's path and what is wrong with it
 */
record PretrainingRules(BiConsumer<String, String> problem) {
    private static final String PRETRAINING = "model.pretraining";

    void check(ModelConfig model) {
        PretrainingConfig pretraining = model.pretraining();
        if (pretraining == null) {
            if (model.type() == ModelConfig.Family.SAE) {
                problem.accept(
                        "model.type",
                        "sae is trained layer by layer and needs " + PRETRAINING
                                + ", such as { epochs: 10 }; { epochs: 0 } switches it off");
            }
            return;
        }
        checkNetwork(model);
        int stages = model.encoderLayers();
        if (checkLengths(pretraining, stages)) {
            for (int stage = 0; stage < stages; stage++) {
                checkNoise(pretraining, stage);
                checkSparsity(model, pretraining, stage);
            }
        }
    }

    private void checkNetwork(ModelConfig model) {
        if (model.encoderLayers() < 2) {
            problem.accept(PRETRAINING, "has no use: there is no layer between the input and the code");
        }
        if (model.decoder() != null) {
            problem.accept(
                    "model.decoder", "cannot be given with " + PRETRAINING + ", in which each layer learns its mirror");
        }
        if (model.encoder().batchNormalization()) {
            problem.accept(
                    "model.encoder.batchNormalization",
                    "cannot be used with " + PRETRAINING
                            + ": a layer's normalized values mean something else in every stage");
        }
    }

    /** Whether every list has an element for each stage. */
    private boolean checkLengths(PretrainingConfig pretraining, int stages) {
        return Stream.of(
                        checkLength("epochs", pretraining.epochs(), false, stages),
                        checkLength("learningRate", pretraining.learningRate(), true, stages),
                        checkLength("noise", pretraining.noise(), true, stages),
                        checkLength("sparsity", pretraining.sparsity(), true, stages))
                .allMatch(fits -> fits);
    }

    private boolean checkLength(String key, List<?> values, boolean mayBeEmpty, int stages) {
        boolean fits = values.size() == 1 || values.size() == stages || (mayBeEmpty && values.isEmpty());
        if (!fits) {
            problem.accept(
                    PRETRAINING + "." + key,
                    "must be one for all or one for each of the " + Counts.of(stages, "stage") + ", has "
                            + values.size());
        } else if (!values.isEmpty() && values.stream().allMatch(value -> value == null)) {
            problem.accept(PRETRAINING + "." + key, "holds nothing but null; leave it out");
        }
        return fits;
    }

    private static String path(String key, List<?> values, int stage) {
        return PRETRAINING + "." + key + (values.size() == 1 ? "" : "." + stage);
    }

    private void checkNoise(PretrainingConfig pretraining, int stage) {
        for (NoiseConfig noise : pretraining.noise(stage)) {
            NoiseSchedule schedule = noise.schedule();
            int epochs = pretraining.epochs(stage);
            if (schedule != null && epochs > 0 && schedule.epochs() >= epochs) {
                problem.accept(
                        path("noise", pretraining.noise(), stage) + ".schedule.epochs",
                        "must be less than the stage's epochs (" + epochs
                                + "), or the full change is never reached, was " + schedule.epochs());
            }
        }
    }

    private void checkSparsity(ModelConfig model, PretrainingConfig pretraining, int stage) {
        SparsityConfig sparsity = pretraining.sparsity(stage);
        if (sparsity == null) {
            return;
        }
        String path = path("sparsity", pretraining.sparsity(), stage);
        boolean isCode = stage == model.encoderLayers() - 1;
        Activation activation =
                isCode ? model.codeActivation() : model.encoder().activation();
        Integer units = units(model, stage);
        if (sparsity.target().isPresent() && activation != Activation.SIGMOID && activation != Activation.TANH) {
            problem.accept(
                    path,
                    "kl needs units with sigmoid or tanh, but those of stage " + (stage + 1) + " have "
                            + EnumNames.of(activation));
        } else if (units != null && sparsity.kept().orElse(0) >= units) {
            problem.accept(
                    path + ".k",
                    "must be less than the " + Counts.of(units, "unit") + " of stage " + (stage + 1)
                            + ", or every one is kept, was "
                            + sparsity.kept().getAsInt());
        }
        if (sparsity.layers() == SparsityConfig.Layers.ALL) {
            problem.accept(path + ".layers", "must be code: a stage has no other hidden layer");
        }
    }

    /** Units of a stage's layer; null for a convolution, whose number follows from the pictures. */
    private static @Nullable Integer units(ModelConfig model, int stage) {
        List<@Nullable Integer> units = new ArrayList<>();
        for (int i = 0; i < model.encoder().convolutions(); i++) {
            units.add(null);
        }
        units.addAll(model.encoder().layers());
        units.add(model.latent());
        return units.get(stage);
    }
}
