package org.aectl.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aectl.base.Counts;
import org.aectl.eval.Denoising;
import org.jspecify.annotations.Nullable;

/** What figures come to, in words: where something simpler does better than the model. */
final class Verdicts {
    private Verdicts() {}

    /** Of an evaluation; what is null was not measured. */
    static List<String> of(
            double squaredError,
            EvaluateTask.@Nullable Baseline pca,
            @Nullable NeighbourhoodReport neighbourhoods,
            @Nullable Probes probes) {
        List<String> verdicts = new ArrayList<>();
        if (pca != null && pca.sse() < squaredError) {
            verdicts.add("PCA with %s reconstructs better: squared error %s, the model's %s"
                    .formatted(Counts.of(pca.components(), "component"), number(pca.sse()), number(squaredError)));
        }
        if (neighbourhoods != null && neighbourhoods.pca() != null) {
            double code = neighbourhoods.code().trustworthiness();
            double other = neighbourhoods.pca().trustworthiness();
            if (other > code) {
                verdicts.add("PCA keeps neighbours better: trustworthiness %s, the code's %s"
                        .formatted(number(other), number(code)));
            }
        }
        if (probes != null) {
            addProbe(verdicts, probes.neighbours() + " neighbours tell", probes.knn(), probes.examples());
            addProbe(verdicts, "A linear probe tells", probes.linear(), probes.examples());
        }
        return verdicts;
    }

    /**
     * Of scores that outliers are looked for by.
     *
     * @param quality by the score's name
     * @param components of PCA; null without it
     */
    static List<String> of(Map<String, Detection.Quality> quality, @Nullable Integer components) {
        Detection.Quality model = quality.get(OutlierScores.MODEL);
        if (model == null) {
            return List.of();
        }
        String best = OutlierScores.MODEL;
        Detection.Quality ofBest = model;
        for (Map.Entry<String, Detection.Quality> other : quality.entrySet()) {
            if (other.getValue().rocAuc() > ofBest.rocAuc()) {
                best = other.getKey();
                ofBest = other.getValue();
            }
        }
        return best.equals(OutlierScores.MODEL)
                ? List.of()
                : List.of("Outliers are found better by %s: ROC-AUC %s, the model's %s"
                        .formatted(
                                OutlierScores.title(best, components),
                                number(ofBest.rocAuc()),
                                number(model.rocAuc())));
    }

    /** Of cleaned examples. */
    static List<String> of(Denoising.Closeness model, DenoiseTask.Filtered filter) {
        double best = Math.min(filter.after().mse(), filter.inRange().mse());
        return best < model.mse()
                ? List.of("A linear filter cleans better: MSE %s, the model's %s"
                        .formatted(number(best), number(model.mse())))
                : List.of();
    }

    private static void addProbe(List<String> verdicts, String who, Map<String, Double> accuracy, int examples) {
        Double code = accuracy.get(Probes.CODE);
        if (code == null) {
            return;
        }
        String best = Probes.CODE;
        for (String view : List.of(Probes.RAW, Probes.PCA)) {
            best = accuracy.getOrDefault(view, -1.0) > accuracy.getOrDefault(best, -1.0) ? view : best;
        }
        if (!best.equals(Probes.CODE)) {
            verdicts.add("%s classes better by %s than by the code: accuracy %s, the code's %s, standard error %s"
                    .formatted(
                            who,
                            best.equals(Probes.PCA) ? "PCA" : "the raw data",
                            number(accuracy.getOrDefault(best, code)),
                            number(code),
                            number(standardErrorOfShare(code, examples))));
        }
    }

    /** Of a share of examples: the root of p (1 - p) / n. */
    static double standardErrorOfShare(double share, long examples) {
        return Math.sqrt(share * (1 - share) / examples);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4g" : "%,.4f", value);
    }
}
