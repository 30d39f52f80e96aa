package org.aectl.infer;

import org.aectl.config.ExperimentConfig;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batches;

/** A network out of a file, with the preprocessing that its data need. */
public interface Trained extends AutoCloseable {
    /** Of the run that trained it. */
    ExperimentConfig config();

    /** What it takes. */
    ModelInput input();

    /**
     * Examples as it takes them, with the scaling that its training fitted.
     *
     * @param name what messages call them
     * @throws org.aectl.base.InvalidInputException if they are unlike the examples it was trained on
     */
    Batches batches(Examples examples, String name, int batchSize);

    @Override
    void close();
}
