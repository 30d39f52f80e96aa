package org.aectl.model.objective;

import java.util.function.DoubleSupplier;

/**
 * Half the squared norm of the weights times {@code training.l2}; the optimizer adds its gradient.
 *
 * @param norm what it is now
 */
record WeightDecay(DoubleSupplier norm) implements Regulariser {
    @Override
    public String part() {
        return Losses.L2;
    }

    @Override
    public double value() {
        return norm.getAsDouble();
    }
}
