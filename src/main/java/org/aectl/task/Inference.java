package org.aectl.task;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.aectl.infer.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * A trained model and the examples that it is used on. On a cluster these are files, each of which is read by one task that writes files
 * of its own; rows are numbered through all in the order of their names. What is computed of a row is the same everywhere.
 */
public interface Inference extends AutoCloseable {
    /** The run, whose model is loaded in this process as well. */
    TrainedRun<TrainedModel> run();

    /** The examples for people and for {@code --json}. */
    String name();

    /**
     * All examples, where they are read in this process; empty on a cluster.
     *
     * @throws org.aectl.base.InvalidInputException if they cannot be read, or do not suit the model
     */
    Optional<InferenceRows> here();

    /** How many examples there are. */
    int count() throws IOException;

    /**
     * Does something with all examples: at once, or on a cluster file by file.
     *
     * @param output folder that files are written to; null where there are none
     * @return of each part, in the order of the rows
     */
    <T extends Serializable> List<T> each(InferenceWork<T> work, @Nullable Path output) throws IOException;

    /**
     * Does something with the run's own rows that thresholds are fitted on: those that only judged the epochs, or without any the
     * training rows, whose scores are lower than others', as the network has learnt them.
     */
    <T extends Serializable> List<T> eachForThreshold(InferenceWork<T> work) throws IOException;

    /**
     * Where the files of {@link #each} are found.
     *
     * @param files that were written in this process
     * @return these, or on a cluster the folder of those of all tasks
     */
    List<Path> found(Path output, List<Path> files);

    @Override
    void close();
}
