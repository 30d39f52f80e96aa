package org.aectl.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.aectl.base.RemotePath;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.prepare.SplitShares;
import org.aectl.infer.TrainedModel;
import org.aectl.spark.connect.Failures;
import org.aectl.spark.infer.FileJob;
import org.aectl.spark.train.ThresholdRows;
import org.aectl.task.Inference;
import org.aectl.task.InferenceRequest;
import org.aectl.task.InferenceRows;
import org.aectl.task.InferenceWork;
import org.aectl.task.LocalInference;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** A trained model used on a Spark cluster, which is connected to when there is something to do. */
final class ClusterInference implements Inference {
    private final @Nullable String master;
    private final InferenceRequest request;
    private final TrainedRun<TrainedModel> run;
    private @Nullable FileJob job;

    /** @param master address of the cluster; null for the one that its own settings name */
    ClusterInference(@Nullable String master, InferenceRequest request) throws IOException {
        this.master = master;
        this.request = request;
        this.run = TrainedRun.load(request.run());
    }

    @Override
    public TrainedRun<TrainedModel> run() {
        return run;
    }

    @Override
    public String name() {
        return Objects.requireNonNull(request.data(), "a cluster reads only data that are named");
    }

    @Override
    public Optional<InferenceRows> here() {
        return Optional.empty();
    }

    private FileJob job() throws IOException {
        if (job == null) {
            job = FileJob.open(
                    master, request, RemotePath.parse(name()), run.model().checkpoint());
        }
        return job;
    }

    @Override
    public int count() throws IOException {
        return told(() -> job().rows());
    }

    @Override
    public <T extends Serializable> List<T> each(InferenceWork<T> work, @Nullable Path output) throws IOException {
        return told(() -> job().run(work, output));
    }

    /** Where the rows can be read: by the workers, or here those of a source that is no set of files. */
    @Override
    public <T extends Serializable> List<T> eachForThreshold(InferenceWork<T> work) throws IOException {
        ExperimentConfig config = run.config();
        if (config.data().source().parts().isEmpty()) {
            return new LocalInference(run, request, null).eachForThreshold(work);
        }
        // Whether the data have a test split of their own is all that counts for the shares, not how many rows it has.
        Integer ownTest = config.data().source().hasTest() ? Integer.valueOf(0) : null;
        SplitShares shares = SplitShares.of(config.data(), ownTest, config.seed());
        return told(() -> job().onTraining(new ThresholdRows<>(work, shares)));
    }

    @Override
    public List<Path> found(Path output, List<Path> files) {
        return List.of(output);
    }

    private interface Job<T> {
        T run() throws IOException;
    }

    private static <T> T told(Job<T> job) throws IOException {
        try {
            return Failures.told(() -> {
                try {
                    return job.run();
                } catch (IOException problem) {
                    throw new UncheckedIOException(problem);
                }
            });
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
    }

    @Override
    public void close() {
        if (job != null) {
            job.close();
        }
        run.close();
    }
}
