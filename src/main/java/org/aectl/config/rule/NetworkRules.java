package org.aectl.config.rule;

import java.util.List;
import java.util.function.BiConsumer;
import org.aectl.config.ModelConfig;
import org.aectl.config.NetworkConfig;

/** The rules within the networks on either side of the code. */
final class NetworkRules {
    /** Takes a key's path and what is wrong with it. */
    private final BiConsumer<String, String> problem;

    NetworkRules(BiConsumer<String, String> problem) {
        this.problem = problem;
    }

    void check(ModelConfig model) {
        checkNetwork("model.encoder", model.encoder());
        if (model.decoder() != null) {
            checkNetwork("model.decoder", model.decoder());
        }
        if (model.tied() && model.decoder() != null) {
            problem.accept("model.decoder", "cannot be given with model.tied: a tied decoder mirrors the encoder");
        } else if (model.tied() && model.encoder().convolutions() > 0) {
            problem.accept("model.tied", "is for fully connected layers; model.encoder is of type conv");
        }
    }

    private void checkNetwork(String path, NetworkConfig network) {
        if (network.batchNormalization() && network.hiddenLayers() == 0) {
            problem.accept(path + ".batchNormalization", "has no use: there is no hidden layer to normalize");
        }
        if (network instanceof NetworkConfig.Conv conv) {
            checkConvolutions(path, conv);
        }
    }

    private void checkConvolutions(String path, NetworkConfig.Conv conv) {
        int convolutions = conv.filters().size();
        if (convolutions == 0) {
            problem.accept(path + ".filters", "must name at least one convolution, such as [32, 64]");
            return;
        }
        boolean kernelFits = fits(path + ".kernel", conv.kernel(), convolutions);
        boolean strideFits = fits(path + ".stride", conv.stride(), convolutions);
        for (int i = 0; kernelFits && strideFits && i < convolutions; i++) {
            if (conv.stride(i) > conv.kernel(i) + 1) {
                problem.accept(
                        path + ".stride",
                        "must be at most the kernel + 1, or most pixels would never be looked at, was " + conv.stride(i)
                                + " with kernel " + conv.kernel(i));
                return;
            }
        }
    }

    private boolean fits(String path, List<Integer> values, int convolutions) {
        if (values.size() == 1 || values.size() == convolutions) {
            return true;
        }
        problem.accept(
                path, "must be one number or one for each of the " + convolutions + " convolutions, was " + values);
        return false;
    }
}
