package org.aectl.task;

import java.io.IOException;
import java.util.function.BiFunction;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.KnownRange;
import org.aectl.infer.ParallelInference;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.output.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a trained model is used on at once: all of them, or those of one file on a cluster.
 *
 * @param name of the data, for messages
 * @param firstRow number of the first in the whole set, which decides what is drawn
 * @param areAll whether there are no others
 */
public record InferenceRows(
        TrainedModel model, Examples examples, String name, int firstRow, int batchSize, boolean areAll) {
    /** All of some examples. */
    public InferenceRows(TrainedModel model, InferenceData data, int batchSize) {
        this(model, data.examples(), data.name(), 0, batchSize, true);
    }

    /** Others in their place. */
    public InferenceRows with(Examples others) {
        return new InferenceRows(model, others, name, firstRow, batchSize, areAll);
    }

    /** As the model takes them. */
    public Batches batches() {
        return model.batches(examples, name, batchSize).withRowOffset(firstRow);
    }

    /** Uses the model on every batch, on all threads of this process; a task of a cluster has one. */
    public <R> void forEach(
            Batches batches, BiFunction<Autoencoder, Batch, R> use, ParallelInference.Consumer<R> consumer)
            throws IOException {
        if (areAll) {
            try (ParallelInference inference = new ParallelInference(model.autoencoder())) {
                inference.forEach(batches, use, consumer);
            }
        } else {
            for (Batch batch : batches.inOrder()) {
                consumer.accept(batch, use.apply(model.autoencoder(), batch));
            }
        }
    }

    /** What numbers about the rows are written as. */
    public TableFormat tables() {
        return areAll ? TableFormat.CSV : TableFormat.PARQUET;
    }

    /** The range of the values; null where none is known. Files of a cluster may be stored each in its own way. */
    public @Nullable KnownRange range() {
        return KnownRange.of(
                model.config().data(),
                model.checkpoint().scaling(),
                examples.shape(),
                areAll ? examples.storedRange() : null);
    }
}
