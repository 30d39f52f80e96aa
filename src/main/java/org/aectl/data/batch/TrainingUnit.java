package org.aectl.data.batch;

/** The examples of one step of a training, wherever they are: a {@link Batch} in memory, or a round on other machines. */
public interface TrainingUnit {
    /** How many examples there are. */
    int count();
}
