package org.aectl.task.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.eval.Metric;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.RunReference;
import org.aectl.task.InferenceRequest;
import org.aectl.task.LocalInference;
import org.aectl.task.evaluate.EvaluateTask;
import org.aectl.task.evaluate.NeighbourhoodReport;
import org.aectl.task.evaluate.Probes;
import org.aectl.task.train.ResumePoint;
import org.aectl.task.train.TrainRequest;
import org.jspecify.annotations.Nullable;

/**
 * The same experiment with several seeds, those from the config's on: each an ordinary run whose name ends in its seed. What is there
 * already is not trained again, so that the same call completes what was stopped.
 */
public final class SeedsTask {
    /** What is the same for all seeds, or says the same as another. */
    private static final Set<Metric> NO_MEASURES = Set.of(Metric.COMPRESSION_RATIO, Metric.MSE);

    private final ExperimentConfig config;
    private final Path output;
    private final int seeds;
    private final boolean force;
    private final List<String> commandLine;

    /**
     * Looks at what is there.
     *
     * @param output folder of all runs
     * @param seeds how many, at least 1
     * @param force whether older runs are thrown away
     * @throws InvalidInputException if one of the places has something else
     */
    public SeedsTask(ExperimentConfig config, Path output, int seeds, boolean force, List<String> commandLine)
            throws IOException {
        this.config = config;
        this.output = output;
        this.seeds = seeds;
        this.force = force;
        this.commandLine = commandLine;
        for (ExperimentConfig one : experiments()) {
            Path run = output.resolve(one.name());
            boolean isAnother =
                    RunFolder.isRun(run) && !RunFolder.at(run).config().equals(one);
            if (isAnother && !force) {
                throw new InvalidInputException(
                        run + ": was trained by another config; choose another --name, or --force to train it anew");
            }
        }
    }

    private List<ExperimentConfig> experiments() {
        List<ExperimentConfig> experiments = new ArrayList<>();
        for (long seed = config.seed(); seed < config.seed() + seeds; seed++) {
            experiments.add(config.withSeed(seed).withName(config.name() + "-s" + seed));
        }
        return experiments;
    }

    /** What is to be trained for each seed; null for one whose training is at its end. */
    public List<@Nullable TrainRequest> requests() throws IOException {
        List<@Nullable TrainRequest> requests = new ArrayList<>();
        for (ExperimentConfig one : experiments()) {
            requests.add(request(one));
        }
        return requests;
    }

    private @Nullable TrainRequest request(ExperimentConfig one) throws IOException {
        Path run = output.resolve(one.name());
        if (force || !RunFolder.isRun(run)) {
            return TrainRequest.anew(one, output, force, commandLine);
        }
        Manifest.Outcome outcome = RunFolder.at(run).manifest().outcome();
        if (outcome == Manifest.Outcome.DONE || outcome == Manifest.Outcome.STOPPED_EARLY) {
            return null;
        }
        return new TrainRequest(
                one,
                run,
                TrainRequest.Mode.CONTINUE,
                ResumePoint.find(run.toString(), output).checkpoint(),
                commandLine);
    }

    /** Measures all runs, each on the test split as {@code evaluate} does. */
    public SeedsResult measure(Consumer<String> warnings) throws IOException {
        List<SeedsResult.SeedRun> runs = new ArrayList<>();
        String metric = "";
        for (ExperimentConfig one : experiments()) {
            Path run = output.resolve(one.name());
            Manifest manifest = RunFolder.at(run).manifest();
            metric = manifest.metric();
            Map<String, Double> measures = new LinkedHashMap<>();
            Double best = manifest.bestValue();
            measures.put(metric, best == null ? Double.NaN : best);
            addTest(measures, run, warnings);
            runs.add(new SeedsResult.SeedRun(one.seed(), run.toString(), manifest.bestEpoch(), measures));
        }
        return SeedsResult.of(config.name(), metric, runs);
    }

    private void addTest(Map<String, Double> measures, Path run, Consumer<String> warnings) throws IOException {
        EvaluateTask.Report report = EvaluateTask.run(
                LocalInference::open,
                new InferenceRequest(
                        RunReference.resolve(run.toString(), output), null, null, null, InferenceRequest.BATCH_SIZE),
                0,
                EvaluateTask.ClassMetrics.BY_SOME_ROWS,
                warnings);
        report.metrics().keySet().stream()
                .flatMap(name -> Metric.of(name).stream())
                .filter(metric -> !NO_MEASURES.contains(metric))
                .forEach(metric -> measures.put(metric.key(), report.metric(metric)));
        if (report.pca() != null) {
            measures.put("pca.sse", report.pca().error().sse());
        }
        NeighbourhoodReport neighbourhoods = report.neighbourhoods();
        if (neighbourhoods != null) {
            measures.put(Metric.TRUSTWORTHINESS.key(), neighbourhoods.code().trustworthiness());
            if (neighbourhoods.pca() != null) {
                measures.put("pca.trustworthiness", neighbourhoods.pca().trustworthiness());
            }
        }
        if (report.probes() != null) {
            add(measures, "neighbours", report.probes().knn().get(Probes.CODE));
            add(measures, "linearProbe", report.probes().linear().get(Probes.CODE));
        }
    }

    private static void add(Map<String, Double> measures, String name, @Nullable Double value) {
        if (value != null) {
            measures.put(name, value);
        }
    }
}
