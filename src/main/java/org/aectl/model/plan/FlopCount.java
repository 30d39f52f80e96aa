package org.aectl.model.plan;

import java.util.List;
import org.aectl.model.layer.LayerPlan;

/**
 * Floating-point operations that one example costs, counted as is usual: of matrix products and convolutions only, a
 * multiplication with its addition as two. Going backward costs a layer two more products as large as the forward one, for the
 * gradients of its weights and of its input.
 */
public final class FlopCount {
    private FlopCount() {}

    /**
     * Of a step of training, without what no step needs.
     *
     * @param codes that the decoder works on for each example, at least 1
     */
    public static double training(NetworkPlan plan, int codes) {
        double both = 3 * (forward(plan.encoder()) + codes * forward(plan.decoder()));
        // Nobody needs the gradient of the network's own input, so the first products backward are one fewer.
        double first = plan.encoder().stream()
                .mapToDouble(LayerPlan::flops)
                .filter(operations -> operations > 0)
                .findFirst()
                .orElse(0);
        return both - first;
    }

    /** From the input to the code. */
    public static double encoding(NetworkPlan plan) {
        return forward(plan.encoder());
    }

    private static double forward(List<LayerPlan> layers) {
        return layers.stream().mapToDouble(LayerPlan::flops).sum();
    }
}
