package org.aectl.task.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.data.Examples;
import org.aectl.data.Origins;
import org.aectl.data.batch.Batch;
import org.aectl.infer.TrainedModel;
import org.aectl.task.InferenceData;
import org.aectl.task.InferenceRequest;
import org.aectl.task.TrainedRun;

/**
 * Single rows of the examples that a model is used on, encoded.
 *
 * @param batch the rows
 * @param codes code after code; the means of distributions
 * @param classes names of their classes; empty for a row without a label
 */
record EncodedRows(TrainedModel model, Batch batch, float[] codes, List<String> classes) {
    private static final int SHOWN = 5;

    /**
     * Reads and encodes.
     *
     * @param option that asks for the rows, for messages
     * @param rows by their numbers in the file that they were read from, as results have them
     * @throws InvalidInputException if there is no such row
     */
    static EncodedRows of(TrainedRun<TrainedModel> run, InferenceRequest request, String option, int... rows) {
        InferenceData data = run.data(request);
        int[] places = places(data, option, rows);
        Batch batch =
                run.batches(data, places.length).inOrder(places).iterator().next();
        Examples examples = data.examples();
        List<String> classes = Arrays.stream(places)
                .mapToObj(place -> examples.hasLabel(place) ? examples.classes().get(examples.label(place)) : "")
                .toList();
        return new EncodedRows(
                run.model(), batch, run.model().autoencoder().codec().encode(batch), classes);
    }

    private static int[] places(InferenceData data, String option, int... rows) {
        Origins origins = data.examples().origins();
        int count = data.examples().count();
        int[] places = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            int[] found = IntStream.range(0, count)
                    .filter(place -> origins.row(place) == row)
                    .limit(2)
                    .toArray();
            if (found.length == 0) {
                List<Integer> first = IntStream.range(0, Math.min(count, SHOWN))
                        .map(origins::row)
                        .boxed()
                        .toList();
                throw new InvalidInputException(option + " must name rows of " + data.name()
                        + " by their numbers in the file, such as "
                        + first.toString().replaceAll("[\\[\\]]", "")
                        + "; there are " + count + ", and none is number " + row);
            }
            if (found.length > 1) {
                throw new InvalidInputException(option + ": " + data.name() + " has a row " + row
                        + " in several files; name one of them with --data");
            }
            places[i] = found[0];
        }
        return places;
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
