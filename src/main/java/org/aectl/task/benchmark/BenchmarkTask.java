package org.aectl.task.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import org.aectl.backend.Backend;
import org.aectl.backend.BackendInfo;
import org.aectl.backend.PeakMemory;
import org.aectl.backend.SingleThreaded;
import org.aectl.backend.Speed;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.infer.ParallelInference;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.FlopCount;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.task.InferenceRequest;
import org.aectl.task.train.LocalTraining;
import org.aectl.train.Stage;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingListener;
import org.aectl.train.TrainingLoop;

/** Measures how fast an experiment trains and embeds, by the code that does both; writes nothing. */
public final class BenchmarkTask implements AutoCloseable {
    private static final double TRAINING_SHARE = 2.0 / 3;

    private final ExperimentConfig config;
    private final LocalTraining prepared;

    /**
     * Reads the data and builds the network.
     *
     * @throws org.aectl.base.InvalidInputException if the experiment cannot be run as it is
     */
    public BenchmarkTask(ExperimentConfig config) throws IOException {
        this.config = config;
        this.prepared = LocalTraining.open(config, null, null);
    }

    /** Every layer of the network. */
    public NetworkPlan network() {
        return prepared.plan();
    }

    /** Rows of each split, by its name. */
    public Map<String, Integer> rows() {
        return prepared.data().rows();
    }

    /**
     * Measures.
     *
     * @param seconds of training and embedding together; the rate of matrix products takes three more
     * @throws org.aectl.train.TrainingDivergedException when the loss stops being finite
     */
    public BenchmarkResult run(double seconds) throws IOException {
        return run(seconds, Speed::measureMatrixGigaflops);
    }

    /** @param matrixRate 10^9 floating-point operations a second in a product of matrices, asked for twice */
    BenchmarkResult run(double seconds, DoubleSupplier matrixRate) throws IOException {
        FirstStep firstStep = new FirstStep();
        Rounds training = new Rounds(seconds * TRAINING_SHARE);
        train(training, firstStep);
        double afterTraining = matrixRate.getAsDouble();
        Rounds embedding = new Rounds(seconds * (1 - TRAINING_SHARE));
        embed(embedding);
        OptionalLong peakMemory = PeakMemory.bytes();
        // Other programs slow down one measurement; the faster is what the machine can do.
        double matrixGigaflops = Math.max(afterTraining, matrixRate.getAsDouble());
        BackendInfo backend = Backend.describe();
        double peakGigaflops = Speed.peakGigaflops(backend, matrixGigaflops);
        return new BenchmarkResult(
                config.name(),
                prepared.plan().toString(),
                prepared.plan().parameters(),
                prepared.data().rows(),
                List.of(
                        BenchmarkResult.Workload.of(
                                "train",
                                config.training().batchSize(),
                                training.measured(),
                                FlopCount.training(
                                        prepared.plan(), config.model().samples()),
                                peakGigaflops,
                                1),
                        BenchmarkResult.Workload.of(
                                "embed",
                                InferenceRequest.BATCH_SIZE,
                                embedding.measured(),
                                FlopCount.encoding(prepared.plan()),
                                peakGigaflops,
                                SingleThreaded.threads())),
                firstStep.seconds(),
                matrixGigaflops,
                peakGigaflops,
                peakMemory.isPresent() ? peakMemory.getAsLong() : null,
                backend);
    }

    /** Ends a training or an inference from within, when enough was measured. */
    private static final class EnoughException extends RuntimeException {}

    /** Times the steps of an epoch, but not its validation. */
    private record Clock(Rounds rounds) implements TrainingListener {
        @Override
        public void onEpochStart(Stage<?> stage, int stageEpoch, int done) {
            rounds.resume();
        }

        @Override
        public void onBatch(int examples, Losses meanLosses) {
            count(rounds, examples);
        }
    }

    private static void count(Rounds rounds, int examples) {
        rounds.done(examples);
        if (rounds.areOver()) {
            throw new EnoughException();
        }
    }

    /** Trains the whole network as planned, again and again; pretraining, which trains other ones, is left out. */
    private void train(Rounds rounds, FirstStep firstStep) {
        Stage<Batch> whole = prepared.wholeStage();
        Stage<Batch> timed = new Stage<>(
                whole.name(),
                whole.epochs(),
                whole.model(),
                whole.learningRates(),
                new TimedBatches(whole.batches(), rounds),
                whole.validation());
        TrainingLoop loop = new TrainingLoop(List.of(timed), config.training());
        try {
            while (!rounds.areOver()) {
                loop.run(TrainingProgress.start(), List.of(firstStep, new Clock(rounds)), new StopRequest());
            }
        } catch (EnoughException measured) {
            // As it should.
        }
    }

    /** Encodes the training rows as {@code aectl embed} does, again and again. */
    private void embed(Rounds rounds) throws IOException {
        Batches batches = new Batches(
                prepared.data().splits().training(),
                prepared.scaling(),
                config.data().binarize(),
                InferenceRequest.BATCH_SIZE,
                config.seed());
        try (ParallelInference inference =
                new ParallelInference(prepared.networks().whole())) {
            rounds.resume();
            inference.forEach(
                    Integer.MAX_VALUE,
                    number -> rounds.make(() -> batches.at(number % batches.count())),
                    (autoencoder, batch) -> autoencoder.codec().encode(batch),
                    (batch, codes) -> count(rounds, batch.count()));
        } catch (EnoughException measured) {
            // As it should.
        }
    }

    @Override
    public void close() {
        prepared.close();
    }
}
