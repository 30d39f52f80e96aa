package org.aectl.model.plan;

import java.util.List;
import java.util.OptionalDouble;
import org.aectl.config.Activation;
import org.aectl.config.ModelConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.SparsityConfig.Layers;
import org.aectl.model.layer.Activations;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.penalty.AbsolutePenalty;
import org.aectl.model.penalty.ActivationRegulariser;
import org.aectl.model.penalty.DivergencePenalty;
import org.aectl.model.penalty.LargestActivations;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;

/** What {@link SparsityConfig} means for the layers of a network. */
public final class SparsityPlan {
    private SparsityPlan() {}

    /**
     * A layer that is to be sparse.
     *
     * @param name of the layer
     * @param activation of the layer
     * @param penalty null where it is made sparse otherwise
     */
    public record SparseLayer(
            String name,
            Activation activation,
            SparsityConfig sparsity,
            @Nullable ActivationRegulariser penalty) {

        /** How active units are, from their activations, in place: {@link org.aectl.model.Codec#activity}. */
        public void toActivity(float[] activations) {
            boolean divergence = sparsity.target().isPresent();
            boolean symmetric = divergence && isSymmetric(activation);
            for (int i = 0; i < activations.length; i++) {
                float value = activations[i];
                activations[i] = symmetric ? (1 + value) / 2 : divergence ? value : Math.abs(value);
            }
        }
    }

    /** The layers that are to be sparse, in the direction of the data; none where the config says nothing. */
    public static List<SparseLayer> layers(ModelConfig model, NetworkPlan plan) {
        SparsityConfig sparsity = model.sparsity();
        if (sparsity == null) {
            return List.of();
        }
        boolean all = sparsity.layers() == Layers.ALL;
        return plan.layers()
                .filter(layer -> layer.name().equals(NetworkPlan.CODE) || (all && isHidden(layer)))
                .map(layer -> new SparseLayer(
                        layer.name(), layer.activation(), sparsity, penalty(sparsity, layer.activation())))
                .toList();
    }

    private static boolean isHidden(LayerPlan layer) {
        return !layer.name().equals(NetworkPlan.OUTPUT) && layer.isHidden();
    }

    private static @Nullable ActivationRegulariser penalty(SparsityConfig sparsity, Activation activation) {
        if (sparsity.kept().isPresent()) {
            return null;
        }
        OptionalDouble target = sparsity.target();
        return target.isPresent()
                ? new DivergencePenalty(target.getAsDouble(), sparsity.beta(), isSymmetric(activation))
                : new AbsolutePenalty(sparsity.beta());
    }

    private static boolean isSymmetric(Activation activation) {
        return activation == Activation.TANH;
    }

    /** A layer's activation, which for a k-sparse code also makes the choice. */
    public static IActivation activation(ModelConfig model, LayerPlan layer) {
        IActivation activation = Activations.of(layer.activation());
        return layer.name().equals(NetworkPlan.CODE) && model.activeUnits() < model.latent()
                ? new LargestActivations(activation, model.activeUnits())
                : activation;
    }
}
