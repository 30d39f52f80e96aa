package org.aectl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.aectl.spark.load.PartReader;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** Closes a file when the task that reads it is over, however it ends. */
record CloseOnTaskEnd(PartReader reader) implements TaskCompletionListener {
    @Override
    public void onTaskCompletion(TaskContext task) {
        try {
            reader.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
