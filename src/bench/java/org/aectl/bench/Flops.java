package org.aectl.bench;

import java.util.List;
import org.aectl.data.ExampleShape;
import org.aectl.model.LayerPlan;
import org.aectl.model.NetworkPlan;

/**
 * Floating-point operations that the products and convolutions of a workload need for one example: what a network costs at
 * least, whoever computes it. Activations, losses, noise and the optimizer are not counted.
 */
final class Flops {
    private Flops() {}

    static long perExample(Workload workload) {
        NetworkPlan plan = NetworkPlan.of(
                workload.config().model(), new ExampleShape(1, Digits.SIDE, Digits.SIDE), 0);
        if (workload.kind() == Workload.Kind.EMBEDDING) {
            return forward(plan.encoder());
        }
        List<LayerPlan> layers = plan.layers().toList();
        // Each product has two gradients, but nobody needs that of the input.
        return 3 * forward(layers) - forward(layers.subList(0, 1));
    }

    private static long forward(List<LayerPlan> layers) {
        return layers.stream().mapToLong(Flops::forward).sum();
    }

    /** A multiplication and an addition for each weight, wherever it is used. */
    private static long forward(LayerPlan layer) {
        if (layer instanceof LayerPlan.Dense dense) {
            return 2L * dense.inputs() * dense.outputs();
        }
        if (layer instanceof LayerPlan.Convolution convolution) {
            return 2L
                    * convolution.shape().weights()
                    * (convolution.outputs() / convolution.shape().filters());
        }
        if (layer instanceof LayerPlan.TransposedConvolution convolution) {
            return 2L
                    * convolution.shape().weights()
                    * (convolution.inputs() / convolution.shape().filters());
        }
        return 0;
    }
}
