package org.aectl.task;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** What is done with rows and a trained model, wherever these are. */
@FunctionalInterface
public interface InferenceWork<T extends Serializable> extends Serializable {
    /**
     * Does it.
     *
     * @param folder for files that are to be written
     */
    T run(InferenceRows rows, Path folder) throws IOException;
}
