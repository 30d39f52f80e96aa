package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.option.EngineOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.OutputOptions;
import org.aectl.data.ClassNames;
import org.aectl.eval.OutlierScore;
import org.aectl.eval.ThresholdRule;
import org.aectl.output.ExampleFormat;
import org.aectl.task.InferenceEngine;
import org.aectl.task.InferenceRequest;
import org.aectl.task.detect.DetectResult;
import org.aectl.task.detect.DetectTask;
import org.aectl.task.detect.ScoreChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl detect}: which examples are unlike those that a model was trained on. */
@Command(
        name = "detect",
        description = "Score how unlike the training data examples are, and flag outliers (anomalies); write the scores"
                + " and a picture. With labels, also measure how well outliers are found.",
        footer = {
            "  aectl detect ae",
            "  aectl detect ae --outliers 4,9 --threshold quantile:0.99",
            "  aectl detect vae --score nll --nll-samples 100 --inliers 1 --threshold f1"
        })
final class DetectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private InferenceOptions inference;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--score",
            paramLabel = "SCORE",
            completionCandidates = CandidateWords.Scores.class,
            description = "error (squared error of the reconstruction), loss (reconstruction loss), elbo (negative"
                    + " evidence lower bound) or nll (negative log-likelihood by importance sampling); the last two only"
                    + " for variational models (default: elbo for these, error for others).")
    private @Nullable OutlierScore score;

    @Option(
            names = "--nll-samples",
            paramLabel = "K",
            description = "Number of codes to draw for each example, for --score elbo and nll (default: 20).")
    private @Nullable Integer samples;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of these draws (default: the run's seed).")
    private @Nullable Long seed;

    @Option(
            names = "--threshold",
            paramLabel = "RULE",
            completionCandidates = CandidateWords.Thresholds.class,
            description = {
                "Flag examples whose score exceeds, with s the scores of the run's validation rows (of its"
                        + " training rows if there are none): quantile:Q, the Q-quantile of s (0 < Q < 1, linear); mad:K,"
                        + " median + K x 1.4826 x median distance from it; sigma:K, mean + K standard deviations;"
                        + " max-train, the largest of s. Or f1: the threshold of the best F1 on the labels of the scored"
                        + " rows themselves, which is optimistic."
            })
    private @Nullable String threshold;

    @Option(
            names = "--outliers",
            paramLabel = "CLASS",
            split = ",",
            description =
                    "Classes that count as outliers (default: those that training left out or did not have; of two"
                            + " classes the one named 1, outlier, anomaly or the like).")
    private List<String> outliers = new ArrayList<>();

    @Option(
            names = "--inliers",
            paramLabel = "CLASS",
            split = ",",
            description = "Classes that count as inliers; all others are outliers.")
    private List<String> inliers = new ArrayList<>();

    @Option(names = "--features", description = "Also write the squared error of each feature.")
    private boolean features;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = CandidateWords.FeatureFormats.class,
            description = "Format of --features: csv, npy or parquet (default: csv).")
    private @Nullable ExampleFormat format;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private EngineOption engine;

    @Override
    public Integer call() throws IOException {
        InferenceOptions.atLeastOne("--nll-samples", samples);
        InferenceEngine computing = engine.inference();
        ThresholdRule rule = threshold == null ? null : ThresholdRule.parse(threshold);
        engine.refuse("--threshold " + threshold, rule != null && !rule.isOfTraining());
        engine.refuse("--outliers", !outliers.isEmpty());
        engine.refuse("--inliers", !inliers.isEmpty());
        engine.refuse("--features", features);
        engine.refuse("--format", format != null);
        if (!outliers.isEmpty() && !inliers.isEmpty()) {
            throw new InvalidInputException("--outliers and --inliers say the same thing; use one of them");
        }
        InferenceRequest examples = inference.request(engine);
        DetectTask.DetectRequest request = new DetectTask.DetectRequest(
                examples, new ScoreChoice(score, samples, seed), rule, outliers, inliers, featureFormat());
        DetectResult detection =
                DetectTask.run(computing, request, output.folder(examples.run(), engine), Messages.of(spec)::warn);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(detection));
        } else {
            print(detection, out);
        }
        return ExitCode.DONE;
    }

    private @Nullable ExampleFormat featureFormat() {
        if (!features) {
            if (format != null) {
                throw new InvalidInputException("--format says what --features are written as; scores are always CSV");
            }
            return null;
        }
        if (format == ExampleFormat.PNG || format == ExampleFormat.IDX) {
            throw new InvalidInputException("--format "
                    + format.name().toLowerCase(Locale.ROOT)
                    + " cannot hold squared errors; use csv, npy or parquet");
        }
        return format == null ? ExampleFormat.CSV : format;
    }

    private static void print(DetectResult detection, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s, %s, %s, score %s%n",
                detection.run(),
                detection.data(),
                Counts.of(detection.examples(), "example"),
                detection.score());
        DetectResult.Sampling draws = detection.draws();
        if (draws != null) {
            out.printf(
                    Locale.ROOT,
                    "  %s drawn for each example, seed %d%n",
                    Counts.of(draws.samples(), "code"),
                    draws.seed());
        }
        DetectResult.Outliers outliers = detection.outliers();
        if (outliers != null) {
            out.printf(
                    Locale.ROOT,
                    "  %s%s: class %s%n",
                    Counts.of(outliers.count(), "outlier"),
                    outliers.labelled() < detection.examples()
                            ? String.format(Locale.ROOT, " among %,d labelled", outliers.labelled())
                            : "",
                    ClassNames.listed(outliers.classes()));
        }
        printQuality(detection, out);
        printThreshold(detection, out);
        if (!detection.verdicts().isEmpty()) {
            out.println();
            detection.verdicts().forEach(verdict -> out.println("  " + verdict));
        }
        detection.files().forEach(out::println);
    }

    private static void printQuality(DetectResult detection, PrintWriter out) {
        if (detection.quality().isEmpty()) {
            return;
        }
        int outliers = detection.outliers() == null ? 0 : detection.outliers().count();
        out.printf(
                Locale.ROOT,
                "%n  %-22s %9s %19s %15s%n",
                "score",
                "ROC-AUC",
                "average precision",
                "precision@" + outliers);
        detection
                .quality()
                .forEach((name, quality) -> out.printf(
                        Locale.ROOT,
                        "  %-22s %9.4f %19.4f %15.4f%n",
                        detection.title(name),
                        quality.rocAuc(),
                        quality.averagePrecision(),
                        quality.precisionAtN()));
    }

    private static void printThreshold(DetectResult detection, PrintWriter out) {
        DetectResult.Threshold limit = detection.threshold();
        if (limit == null) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%n  threshold %.6g: %s of %,d %s; %,d flagged%n",
                limit.value(),
                limit.rule(),
                limit.rows(),
                limit.fittedOn().equals("labels")
                        ? "rows with the labels that it is judged by"
                        : limit.fittedOn() + " rows",
                limit.flagged());
        out.printf(
                Locale.ROOT,
                "  %.1f %% of %s are flagged%n",
                100 * limit.flaggedShare(),
                limit.found() == null ? "the examples" : "the examples that are no outliers");
        if (limit.precision() != null && limit.recall() != null && limit.f1() != null) {
            out.printf(
                    Locale.ROOT,
                    "  %,d of them outliers: precision %.4f, recall %.4f, F1 %.4f%n",
                    limit.found(),
                    limit.precision(),
                    limit.recall(),
                    limit.f1());
        }
    }
}
