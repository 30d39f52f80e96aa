package org.aectl.model.optimizer;

import org.nd4j.linalg.schedule.ISchedule;

/** The learning rate of the next step, set from outside: the training loop owns the schedule, not the network. */
public final class LearningRate implements ISchedule {
    private double value;

    public void set(double newValue) {
        this.value = newValue;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return value;
    }

    /** The same object: copies of a network's configuration must follow the same rate. */
    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public ISchedule clone() {
        return this;
    }
}
