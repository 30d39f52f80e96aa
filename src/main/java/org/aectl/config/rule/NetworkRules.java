package org.aectl.config.rule;

import java.util.function.BiConsumer;
import org.aectl.config.ModelConfig;

/** The rules within the networks on either side of the code. */
final class NetworkRules {
    /** Takes a key's path and what is wrong with it. */
    private final BiConsumer<String, String> problem;

    NetworkRules(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    void check(ModelConfig model) {
        model.encoder().check("model.encoder", problem);
        if (model.decoder() != null) {
            model.decoder().check("model.decoder", problem);
        }
        if (model.tied() && model.decoder() != null) {
            problem.accept("model.decoder", "cannot be given with model.tied: a tied decoder mirrors the encoder");
        } else if (model.tied() && model.encoder().convolutions() > 0) {
            problem.accept("model.tied", "is for fully connected layers; model.encoder is of type conv");
        }
    }
}
