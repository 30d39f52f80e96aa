package org.aectl.task;

import java.util.Arrays;
import java.util.List;
import org.aectl.config.InvalidInputException;
import org.aectl.data.Batch;
import org.aectl.infer.TrainedModel;

/**
 * Single rows of the examples that a model is used on, encoded.
 *
 * @param batch the rows
 * @param codes code after code; the means of distributions
 */
record EncodedRows(TrainedModel model, Batch batch, float[] codes) {

    /**
     * Reads and encodes.
     *
     * @param option that asks for the rows, for messages
     * @throws InvalidInputException if there is no such row
     */
    static EncodedRows of(TrainedModel model, InferenceRequest request, String option, int... rows) {
        InferenceData data = InferenceData.open(model.checkpoint().config(), request);
        int count = data.examples().count();
        for (int row : rows) {
            if (row < 0 || row >= count) {
                throw new InvalidInputException(
                        option + " must name rows of " + data.name() + " from 0 to " + (count - 1) + ", was " + row);
            }
        }
        Batch batch = model.batches(data.examples(), data.name(), rows.length)
                .inOrder(rows)
                .iterator()
                .next();
        return new EncodedRows(model, batch, model.autoencoder().encode(batch));
    }

    /** The code of one of the rows. */
    float[] code(int index) {
        int units = model.autoencoder().codeSize();
        return Arrays.copyOfRange(codes, index * units, (index + 1) * units);
    }

    /** The class number of one of the rows; counts for a conditional model only. */
    int label(int index) {
        return model.isConditional() ? batch.labels()[index] : 0;
    }

    /** The rows in the units of the data, as the network is given them. */
    List<float[]> originals() {
        return model.raw(batch.features());
    }
}
