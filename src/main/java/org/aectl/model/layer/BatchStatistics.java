package org.aectl.model.layer;

/** A layer with parameters that are moved by no gradient, but towards what each batch of the training shows. */
public interface BatchStatistics {
    /** Lets the last batch in training mode move the running statistics; to be called once a step was taken. */
    void learnStatistics();
}
