package org.aectl.task.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.aectl.base.Activity;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.EmpiricalPrior;
import org.aectl.model.code.Prior;
import org.aectl.model.code.UnitDistributions;
import org.aectl.task.TrainedRun;

/** The codes that a model gives the rows it was trained on; the means of distributions. */
final class TrainingCodes {
    /** More tell nothing new about their distribution. */
    private static final int MOST_ROWS = 100_000;
    /** 128 MB. */
    private static final int MOST_NUMBERS = 1 << 25;

    private static final int BATCH = 256;

    private final TrainedModel model;
    private final Batches batches;

    /** Opens the run's training rows, as it was trained on them. */
    TrainingCodes(TrainedRun<TrainedModel> run) {
        this.model = run.model();
        this.batches = run.trainingRows(BATCH);
    }

    /** How the units of a model's code are distributed: as its prior says, or as the codes of its training rows are. */
    static UnitDistributions units(TrainedRun<TrainedModel> run) {
        Optional<Prior> prior = run.model().autoencoder().prior();
        if (prior.isPresent()) {
            return prior.get();
        }
        return new EmpiricalPrior(
                new TrainingCodes(run).all(), run.model().autoencoder().codeSize());
    }

    /** Codes of all rows, code after code; of very many, those of rows at even distances. */
    float[] all() {
        return encode(IntStream.range(0, batches.examples().count()).toArray());
    }

    /** As {@link #all}, of the rows of one class. */
    float[] ofClass(int label) {
        return encode(IntStream.range(0, batches.examples().count())
                .filter(row -> batches.examples().label(row) == label)
                .toArray());
    }

    private float[] encode(int[] rows) {
        int units = model.autoencoder().codeSize();
        int[] read = evenly(rows, Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / units)));
        return Activity.during(String.format(Locale.ROOT, "encoding %,d training rows", read.length), () -> {
            float[] codes = new float[read.length * units];
            int next = 0;
            for (Batch batch : batches.inOrder(read)) {
                float[] encoded = model.autoencoder().codec().encode(batch);
                System.arraycopy(encoded, 0, codes, next, encoded.length);
                next += encoded.length;
            }
            return codes;
        });
    }

    private static int[] evenly(int[] rows, int most) {
        return Arrays.stream(SelectedExamples.spread(rows.length, most))
                .map(place -> rows[place])
                .toArray();
    }
}
