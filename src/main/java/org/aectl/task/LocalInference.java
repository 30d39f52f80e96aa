package org.aectl.task;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aectl.base.Activity;
import org.aectl.infer.TrainedModel;
import org.jspecify.annotations.Nullable;

/** A trained model used in this process. */
public final class LocalInference implements Inference {
    private static final Path NOWHERE = Path.of("");

    private final TrainedRun<TrainedModel> run;
    private final InferenceRequest request;
    private @Nullable InferenceRows rows;

    /**
     * Of a run that is loaded already, and is closed with this.
     *
     * @param data null to open those of the request when they are first asked for
     */
    public LocalInference(TrainedRun<TrainedModel> run, InferenceRequest request, @Nullable InferenceData data) {
        this.run = run;
        this.request = request;
        this.rows = data == null ? null : rows(data);
    }

    /** Loads the run. */
    public static Inference open(InferenceRequest request) throws IOException {
        return new LocalInference(TrainedRun.load(request.run()), request, null);
    }

    @Override
    public TrainedRun<TrainedModel> run() {
        return run;
    }

    @Override
    public String name() {
        return rows().name();
    }

    @Override
    public Optional<InferenceRows> here() {
        return Optional.of(rows());
    }

    private InferenceRows rows() {
        if (rows == null) {
            rows = rows(run.data(request));
        }
        return rows;
    }

    private InferenceRows rows(InferenceData data) {
        return new InferenceRows(run.model(), data, request.batchSize());
    }

    @Override
    public int count() {
        return rows().examples().count();
    }

    @Override
    public <T extends Serializable> List<T> each(InferenceWork<T> work, @Nullable Path output) throws IOException {
        return List.of(work.run(rows(), output == null ? NOWHERE : output));
    }

    @Override
    public <T extends Serializable> List<T> eachForThreshold(InferenceWork<T> work) throws IOException {
        InferenceRows learnt = rows(run.rowsForThresholds());
        return Activity.during(
                String.format(
                        Locale.ROOT,
                        "scoring %,d rows for the threshold",
                        learnt.examples().count()),
                () -> List.of(work.run(learnt, NOWHERE)));
    }

    @Override
    public List<Path> found(Path output, List<Path> files) {
        return files;
    }

    @Override
    public void close() {
        run.close();
    }
}
