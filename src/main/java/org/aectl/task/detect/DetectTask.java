package org.aectl.task.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.ClassNames;
import org.aectl.data.batch.Batches;
import org.aectl.eval.Ranking;
import org.aectl.eval.ThresholdRule;
import org.aectl.eval.linear.StandardizedNorm;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleFormat;
import org.aectl.report.plot.DetectionPicture;
import org.aectl.report.plot.Fonts;
import org.aectl.task.Inference;
import org.aectl.task.InferenceEngine;
import org.aectl.task.InferenceRequest;
import org.aectl.task.InferenceRows;
import org.aectl.task.LinearBaseline;
import org.jspecify.annotations.Nullable;

/**
 * Scores examples by how unlike the training examples they are, with scores that need no model beside it, and says where
 * labels exist how well that finds the outliers. Examples are read batch by batch; what is kept of each is its scores.
 */
public final class DetectTask {
    /** A ROC-AUC below this says rather that the labels mean the opposite. */
    private static final double NEARLY_REVERSED = 0.2;

    private final DetectRequest request;
    private final Path output;
    private final Consumer<String> warnings;
    private final Inference inference;
    private final TrainedModel model;
    private final OutlierScorer scorer;
    private final InferenceRows data;
    /** Null where nothing says which examples are outliers. */
    private final @Nullable OutlierClasses outliers;
    /** Null where they cannot be read. */
    private final @Nullable Batches training;

    /**
     * What is asked for.
     *
     * @param threshold null to flag nothing
     * @param outliers names of the classes that count as outliers, or
     * @param inliers of all others; at most one of the two lists is not empty
     * @param features what the squared error of each feature is written as; null to leave it out
     */
    public record DetectRequest(
            InferenceRequest examples,
            ScoreChoice score,
            @Nullable ThresholdRule threshold,
            List<String> outliers,
            List<String> inliers,
            @Nullable ExampleFormat features) {}

    private DetectTask(
            DetectRequest request,
            Path output,
            Consumer<String> warnings,
            Inference inference,
            OutlierScorer scorer,
            InferenceRows data) {
        this.request = request;
        this.output = output;
        this.warnings = warnings;
        this.inference = inference;
        this.model = data.model();
        this.scorer = scorer;
        this.data = data;
        // Refuses what the model cannot take, before a folder is made.
        data.batches();
        this.outliers = OutlierClasses.of(
                data.examples(),
                data.name(),
                request.outliers(),
                request.inliers(),
                model.config().data().classes(),
                model.checkpoint().classes());
        this.training = training();
    }

    /**
     * Scores examples and writes the scores and a picture.
     *
     * @param output folder that the files are written to; made where it is missing
     * @param warnings told what had to be left out, and why
     * @throws InvalidInputException if the score, the threshold or the classes do not suit the model or the data
     */
    public static DetectResult run(
            InferenceEngine engine, DetectRequest request, Path output, Consumer<String> warnings) throws IOException {
        try (Inference inference = engine.open(request.examples())) {
            OutlierScorer scorer = request.score().of(inference.run().model());
            Optional<InferenceRows> here = inference.here();
            return here.isPresent()
                    ? new DetectTask(request, output, warnings, inference, scorer, here.get()).run()
                    : ScoredFile.all(request, inference, scorer, output, warnings);
        }
    }

    private @Nullable Batches training() {
        try {
            return inference.run().trainingRows(request.examples().batchSize());
        } catch (InvalidInputException elsewhere) {
            if (request.threshold() != null && request.threshold().isOfTraining()) {
                throw new InvalidInputException(
                        "--threshold is fitted on the run's training data, which cannot be read: "
                                + elsewhere.getMessage(),
                        elsewhere);
            }
            warnings.accept("PCA and the norm of the standardised row are left out, because the run's training data"
                    + " cannot be read: " + elsewhere.getMessage());
            return null;
        }
    }

    private DetectResult run() throws IOException {
        checkLabels();
        scorer.outside(data).tell(model.config(), data.name());
        FittedThreshold fitted = FittedThreshold.of(request.threshold(), request.score(), inference, warnings);
        OutlierScores.Baselines baselines = training == null
                ? null
                : new OutlierScores.Baselines(
                        Activity.during(
                                "fitting the norm of the standardised row",
                                () -> StandardizedNorm.fit(
                                        training.inOrder(), model.autoencoder().features())),
                        LinearBaseline.fit(model, training, warnings).orElse(null));
        DetectionFiles files = new DetectionFiles(output, data.examples(), model.checkpoint());
        OutlierScores scores = Activity.during(
                String.format(
                        Locale.ROOT, "scoring %,d examples", data.examples().count()),
                () -> files.writeFeatures(
                        request.features(), writer -> OutlierScores.of(data, scorer, baselines, writer)));
        Map<String, Ranking> rankings = rankings(scores);
        remarkOnLabels(rankings.get(OutlierScores.MODEL));
        Ranking ranking = rankings.get(OutlierScores.MODEL);
        FittedThreshold threshold = request.threshold() == null || fitted != null || ranking == null
                ? fitted
                : new FittedThreshold(
                        request.threshold(),
                        ranking.bestF1Threshold(),
                        "labels",
                        data.examples().count());
        boolean[] flags = threshold == null ? null : flags(scores.model(), threshold.value());
        files.writeScores(scores, flags);
        if (Fonts.areThere()) {
            String name = scorer.score().description();
            DetectionPicture picture = rankings.isEmpty() || outliers == null
                    ? new DetectionPicture(name, scores.model(), null)
                    : new DetectionPicture(name, outliers.ofLabelled(scores.model()), outliers.outlier());
            files.writePicture(picture, threshold == null ? null : threshold.value(), titled(rankings, scores));
        } else {
            warnings.accept("the picture" + Fonts.MISSING);
        }
        return report(
                scores,
                threshold == null || flags == null ? null : DetectResult.Threshold.of(threshold, flags, outliers),
                rankings,
                files.written());
    }

    private static Map<String, Ranking> titled(Map<String, Ranking> rankings, OutlierScores scores) {
        Map<String, Ranking> titled = new LinkedHashMap<>();
        rankings.forEach((name, ranking) -> titled.put(OutlierScores.title(name, scores.components()), ranking));
        return titled;
    }

    private void checkLabels() {
        if (outliers != null && outliers.areBothThere()) {
            return;
        }
        boolean isNeeded = request.threshold() != null && !request.threshold().isOfTraining();
        if (outliers == null) {
            if (isNeeded) {
                throw new InvalidInputException("--threshold f1 needs to know which examples of " + data.name()
                        + " are outliers; name their classes with --outliers or --inliers"
                        + (data.examples().labelled() ? "" : " in data with labels"));
            }
            if (data.examples().labelled()) {
                warnings.accept("how well outliers are found is left out, because nothing says which classes of "
                        + data.name() + " are outliers; name them with --outliers (classes: "
                        + ClassNames.listed(data.examples().classes()) + ")");
            }
            return;
        }
        String problem = "%s holds %s and %s"
                .formatted(
                        data.name(),
                        Counts.of(outliers.count(), "outlier"),
                        Counts.of(outliers.outlier().length - outliers.count(), "other"));
        if (isNeeded) {
            throw new InvalidInputException("--threshold f1 needs outliers and others, but " + problem);
        }
        warnings.accept("how well outliers are found is left out, because " + problem);
    }

    private Map<String, Ranking> rankings(OutlierScores scores) {
        Map<String, Ranking> rankings = new LinkedHashMap<>();
        if (outliers != null && outliers.areBothThere()) {
            scores.byName()
                    .forEach((name, values) ->
                            rankings.put(name, new Ranking(outliers.ofLabelled(values), outliers.outlier())));
        }
        return rankings;
    }

    /** Labels are easily taken the wrong way round. */
    private void remarkOnLabels(@Nullable Ranking ranking) {
        if (outliers == null || ranking == null) {
            return;
        }
        int rows = outliers.outlier().length;
        boolean areMost = outliers.isGuessed() && 2 * outliers.count() > rows;
        if (areMost || ranking.rocAuc() < NEARLY_REVERSED) {
            warnings.accept(String.format(
                    Locale.ROOT,
                    "%,d of %,d labelled rows count as outliers (class %s), with a ROC-AUC of %.4f; if these are the normal"
                            + " ones, name the others with --outliers",
                    outliers.count(),
                    rows,
                    ClassNames.listed(outliers.names()),
                    ranking.rocAuc()));
        }
    }

    private static boolean[] flags(double[] scores, double threshold) {
        boolean[] flags = new boolean[scores.length];
        for (int row = 0; row < scores.length; row++) {
            flags[row] = scores[row] > threshold;
        }
        return flags;
    }

    private DetectResult report(
            OutlierScores scores,
            DetectResult.@Nullable Threshold threshold,
            Map<String, Ranking> rankings,
            List<Path> files) {
        Map<String, DetectResult.Quality> quality = new LinkedHashMap<>();
        rankings.forEach((name, ranking) -> quality.put(name, DetectResult.Quality.of(ranking)));
        return new DetectResult(
                inference.run().name(),
                data.name(),
                data.examples().count(),
                EnumNames.of(scorer.score()),
                scorer.draws(),
                outliers == null
                        ? null
                        : new DetectResult.Outliers(outliers.names(), outliers.count(), outliers.outlier().length),
                threshold,
                scores.components(),
                quality,
                DetectResult.verdicts(quality, scores.components()),
                files.stream().map(Path::toString).toList());
    }
}
