package org.aectl.model.plan;

import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.model.layer.LayerPlan;
import org.aectl.model.optimizer.LearningRate;
import org.aectl.model.optimizer.Optimizers;
import org.bytedeco.javacpp.Pointer;

/** How much memory a training needs, and whether this process may use that much. */
public final class ModelMemory {
    /** No optimizer remembers more numbers than these for each parameter. */
    public static final int MOST_OPTIMIZER_STATE = 3;

    /** The framework addresses all parameters as one array with an {@code int} index. */
    private static final long MOST_PARAMETERS = Integer.MAX_VALUE;

    private ModelMemory() {}

    /**
     * Refuses a model that cannot be trained here, before anything is allocated.
     *
     * @throws InvalidInputException saying how much it needs and how much there is
     */
    public static void check(ExperimentConfig config, NetworkPlan plan) {
        long parameters = plan.parameters();
        if (parameters > MOST_PARAMETERS) {
            throw new InvalidInputException("the network %s has %s; the most possible is %,d; lower"
                            .formatted(plan, Counts.of(parameters, "parameter"), MOST_PARAMETERS)
                    + " model.latent or the layers");
        }
        long needed = bytes(config, plan);
        long limit = Pointer.maxBytes() > 0
                ? Pointer.maxBytes()
                : Runtime.getRuntime().maxMemory();
        if (needed > limit) {
            throw new InvalidInputException("training the network %s needs %,d MB of memory for %s and"
                            .formatted(plan, needed >> 20, Counts.of(parameters, "parameter"))
                    + " a batch of %d; %,d MB are allowed; lower model.latent, the layers or training.batchSize"
                            .formatted(config.training().batchSize(), limit >> 20));
        }
    }

    /**
     * Parameters, their gradients, the optimizer's state, the activations of a batch with their gradients, and what the
     * neediest layer takes while it works.
     */
    private static long bytes(ExperimentConfig config, NetworkPlan plan) {
        long parameters = plan.parameters();
        long state =
                Optimizers.of(config.training().optimizer(), new LearningRate()).stateSize(parameters);
        // Everything from the code on is there once for each sample of it.
        double units = plan.example().size()
                + plan.encoder().stream().mapToLong(LayerPlan::outputs).sum()
                + (double) config.model().samples()
                        * plan.decoder().stream().mapToLong(LayerPlan::outputs).sum();
        long scratch = plan.layers().mapToLong(LayerPlan::scratch).max().orElse(0);
        // In floating point, because the config allows batches that no long could count.
        // In pretraining each layer is there a second time.
        double copies = config.model().pretraining() == null ? 1 : 2;
        double numbers = copies * (2.0 * parameters + state)
                + (2.0 * units + (double) scratch * config.model().samples())
                        * config.training().batchSize();
        return (long) (numbers * Float.BYTES);
    }
}
