package org.aectl.task.reconstruct;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.Denoising;
import org.aectl.eval.KnownRange;
import org.aectl.eval.ReconstructionError;
import org.aectl.eval.linear.LinearFilter;
import org.aectl.infer.TrainedModel;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Cleans what a model cleans with a linear filter, fitted on the run's training rows for the same noise. */
final class LinearCleaning {
    private static final String LEFT_OUT = "the linear filter is left out, because ";

    private LinearCleaning() {}

    /**
     * Cleans.
     *
     * @param data whose clean examples are known
     * @param known range of the values; null where there is none
     * @param warnings told why there is no filter
     */
    static Optional<DenoiseTask.Filtered> of(
            TrainedRun<TrainedModel> run,
            DenoisedData data,
            int batchSize,
            @Nullable KnownRange known,
            Consumer<String> warnings) {
        if (data.noise().isEmpty()) {
            warnings.accept(LEFT_OUT + "nothing says what noise the examples of --corrupted have");
            return Optional.empty();
        }
        Batches training;
        try {
            training = run.trainingRows(batchSize);
        } catch (InvalidInputException elsewhere) {
            warnings.accept(LEFT_OUT + "the run's training data cannot be read: " + elsewhere.getMessage());
            return Optional.empty();
        }
        int features = run.model().autoencoder().features();
        int rows = training.examples().count();
        Optional<String> obstacle = LinearFilter.obstacle(rows, features);
        if (obstacle.isPresent()) {
            warnings.accept(LEFT_OUT + obstacle.get());
            return Optional.empty();
        }
        ValueRange range = run.model().checkpoint().range();
        LinearFilter filter = Activity.during(
                String.format(Locale.ROOT, "fitting the linear filter to %,d rows of %,d values", rows, features),
                () -> LinearFilter.fit(training.inOrder(), rows, features, data.noise(), range));
        return Optional.of(Activity.during(
                "cleaning the examples by the linear filter", () -> cleaned(filter, data, range, known)));
    }

    private static DenoiseTask.Filtered cleaned(
            LinearFilter filter, DenoisedData data, ValueRange range, @Nullable KnownRange known) {
        ReconstructionError.Sums after =
                new ReconstructionError.Sums(data.examples().shape(), known);
        ReconstructionError.Sums inRange =
                new ReconstructionError.Sums(data.examples().shape(), known);
        for (Batch batch : data.batches()) {
            float[] outputs = filter.clean(batch);
            after.add(batch, outputs);
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = Math.max(range.minimum(), Math.min(range.maximum(), outputs[i]));
            }
            inRange.add(batch, outputs);
        }
        return new DenoiseTask.Filtered(Denoising.Closeness.of(after.means()), Denoising.Closeness.of(inRange.means()));
    }
}
