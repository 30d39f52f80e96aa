package org.aectl.task.reconstruct;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.NoiseConfig;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.batch.Corruption;
import org.aectl.infer.TrainedModel;
import org.aectl.task.InferenceData;
import org.aectl.task.TrainedRun;

/**
 * The examples that are denoised, in batches whose inputs are corrupted.
 *
 * @param name for people
 * @param examples in their raw values: the clean ones where they are known
 * @param batches with the clean examples as features; with the corrupted ones again where the clean are not known
 * @param scored whether the clean examples are known
 * @param noise that they were corrupted with; empty where they were given as they are
 */
record DenoisedData(String name, Examples examples, Iterable<Batch> batches, boolean scored, List<NoiseConfig> noise) {

    static DenoisedData open(TrainedRun<TrainedModel> run, DenoiseRequest request) {
        String corrupted = request.corrupted();
        return corrupted == null ? corrupt(run, request) : asGiven(run, request, corrupted);
    }

    private static DenoisedData corrupt(TrainedRun<TrainedModel> run, DenoiseRequest request) {
        List<NoiseConfig> noise =
                request.noise().isEmpty() ? run.config().model().noise() : request.noise();
        if (noise.isEmpty()) {
            throw new InvalidInputException(run.name()
                    + ": this model was trained without noise, so --noise must say which to clean, for instance --noise"
                    + " gaussian:0.3; or --corrupted names examples that are noisy already");
        }
        InferenceData data = run.data(request.inference());
        Batches batches = batches(run, data, request)
                .withSeed(request.seed())
                .with(Corruption.of(noise, run.model().checkpoint().range()));
        return new DenoisedData(data.name(), data.examples(), batches.corruptedInOrder(), true, noise);
    }

    private static DenoisedData asGiven(TrainedRun<TrainedModel> run, DenoiseRequest request, String noisy) {
        InferenceData corrupted = run.data(request.inference().withData(noisy));
        Batches inputs = batches(run, corrupted, request);
        String original = request.clean();
        if (original == null) {
            return new DenoisedData(corrupted.name(), corrupted.examples(), inputs.inOrder(), false, List.of());
        }
        InferenceData clean = run.data(request.inference().withData(original));
        Batches targets = batches(run, clean, request);
        checkPairs(corrupted, clean);
        return new DenoisedData(
                corrupted.name(),
                clean.examples(),
                () -> new Paired(inputs.inOrder(), targets.inOrder()),
                true,
                List.of());
    }

    /** A row that is left out on one side only would make wrong pairs of all that follow. */
    private static void checkPairs(InferenceData corrupted, InferenceData clean) {
        Examples inputs = corrupted.examples();
        Examples targets = clean.examples();
        if (targets.count() != inputs.count()) {
            throw new InvalidInputException(clean.name() + ": holds " + Counts.of(targets.count(), "example") + ", but "
                    + corrupted.name() + " holds " + inputs.count());
        }
        boolean areOfOneFile =
                inputs.origins().files() == null && targets.origins().files() == null;
        for (int row = 0; areOfOneFile && row < inputs.count(); row++) {
            if (inputs.origins().row(row) != targets.origins().row(row)) {
                throw new InvalidInputException(clean.name() + ": its row "
                        + targets.origins().row(row) + " would be the clean one of row "
                        + inputs.origins().row(row) + " of " + corrupted.name()
                        + "; data.missing drop leaves out different rows of the two");
            }
        }
    }

    private static Batches batches(TrainedRun<TrainedModel> run, InferenceData data, DenoiseRequest request) {
        return run.batches(data, request.inference().batchSize());
    }

    /** Corrupted batches and clean ones of the same rows as one. */
    private static final class Paired implements Iterator<Batch> {
        private final Iterator<Batch> corrupted;
        private final Iterator<Batch> clean;

        Paired(Iterable<Batch> corrupted, Iterable<Batch> clean) {
            this.corrupted = corrupted.iterator();
            this.clean = clean.iterator();
        }

        @Override
        public boolean hasNext() {
            return corrupted.hasNext();
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Batch input = corrupted.next();
            Batch target = clean.next();
            return new Batch(input.rows(), input.features(), target.features(), target.labels());
        }
    }
}
