package org.aectl.task.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aectl.base.Counts;
import org.aectl.eval.Spread;
import org.jspecify.annotations.Nullable;

/** What the figures of an evaluation come to, in words: where something simpler does better than the model. */
final class Verdicts {
    private Verdicts() {}

    /** Of an evaluation; what is null was not measured. */
    static List<String> of(
            double squaredError,
            EvaluateTask.@Nullable Baseline pca,
            @Nullable NeighbourhoodReport neighbourhoods,
            @Nullable Probes probes) {
        List<String> verdicts = new ArrayList<>();
        if (pca != null && pca.error().sse() < squaredError) {
            verdicts.add("PCA with %s reconstructs better: squared error %s, the model's %s"
                    .formatted(
                            Counts.of(pca.components(), "component"),
                            Counts.rounded(pca.error().sse()),
                            Counts.rounded(squaredError)));
        }
        if (neighbourhoods != null && neighbourhoods.pca() != null) {
            double code = neighbourhoods.code().trustworthiness();
            double other = neighbourhoods.pca().trustworthiness();
            if (other > code) {
                verdicts.add("PCA keeps neighbours better: trustworthiness %s, the code's %s"
                        .formatted(Counts.rounded(other), Counts.rounded(code)));
            }
        }
        if (probes != null) {
            addProbe(verdicts, probes.neighbours() + " neighbours tell", probes.knn(), probes.examples());
            addProbe(verdicts, "A linear probe tells", probes.linear(), probes.examples());
        }
        return verdicts;
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
                            Counts.rounded(accuracy.getOrDefault(best, code)),
                            Counts.rounded(code),
                            Counts.rounded(Spread.errorOfShare(code, examples))));
        }
    }
}
