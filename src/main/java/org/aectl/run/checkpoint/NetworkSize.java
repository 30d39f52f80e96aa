package org.aectl.run.checkpoint;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.model.plan.NetworkPlan;

/** How many numbers the network of a file's config has: what its arrays may ask memory for. */
final class NetworkSize {
    private NetworkSize() {}

    /**
     * Counts the parameters; nothing is allocated for them.
     *
     * @param plan makes the plan of the network that the file describes
     * @throws InvalidInputException if there is no such network, or it has more parameters than an array can hold
     */
    static long parameters(Path file, Supplier<NetworkPlan> plan) {
        NetworkPlan network = planned(file, plan);
        long parameters = network.parameters();
        if (parameters > Integer.MAX_VALUE) {
            throw new InvalidInputException("%s: its config is of the network %s with %s; the most possible is %,d"
                    .formatted(file, network, Counts.of(parameters, "parameter"), Integer.MAX_VALUE));
        }
        return parameters;
    }

    private static NetworkPlan planned(Path file, Supplier<NetworkPlan> plan) {
        try {
            return plan.get();
        } catch (InvalidInputException unsuitable) {
            throw new InvalidInputException(
                    file + ": its config and its examples do not fit: " + unsuitable.getMessage(), unsuitable);
        } catch (IllegalArgumentException | ArithmeticException impossible) {
            throw new InvalidInputException(
                    file + ": its config is of a network that cannot be: " + impossible.getMessage(), impossible);
        }
    }
}
