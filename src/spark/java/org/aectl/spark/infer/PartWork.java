package org.aectl.spark.infer;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.aectl.infer.TrainedModel;
import org.aectl.spark.load.PartRows;

/** What a task does with one file of a set and a trained model. */
public interface PartWork<T extends Serializable> extends Serializable {
    /**
     * Does it.
     *
     * @param folder for files that are to be written; empty
     */
    T run(TrainedModel model, PartRows rows, Path folder) throws IOException;
}
