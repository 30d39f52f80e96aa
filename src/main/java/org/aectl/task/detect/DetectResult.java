package org.aectl.task.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.aectl.base.Counts;
import org.aectl.eval.Ranking;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DetectTask} found.
 *
 * @param run name of the run
 * @param data the split or data whose examples were scored
 * @param score what the score is, in one word
 * @param draws null for a score that draws no codes
 * @param outliers null where nothing says which examples are outliers
 * @param threshold null without a rule for it
 * @param pcaComponents how many principal components there were; null where the run's training rows cannot be read
 * @param quality of each score by its name; empty where there are not both outliers and others
 * @param verdicts sentences: where a score without a model is better
 * @param files written, the picture last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DetectResult(
        String run,
        String data,
        int examples,
        String score,
        @Nullable Sampling draws,
        @Nullable Outliers outliers,
        @Nullable Threshold threshold,
        @Nullable Integer pcaComponents,
        Map<String, Quality> quality,
        List<String> verdicts,
        List<String> files) {

    /** The name of a score for people. */
    public String title(String name) {
        return OutlierScores.title(name, pcaComponents);
    }

    /**
     * How codes were drawn.
     *
     * @param samples for each example
     */
    public record Sampling(int samples, long seed) {}

    /**
     * Which examples are outliers.
     *
     * @param classes the names of their classes
     * @param labelled rows that have a label, which alone can be judged
     */
    public record Outliers(List<String> classes, int count, int labelled) {}

    /**
     * Above which score examples are flagged.
     *
     * @param rule as the user wrote it
     * @param fittedOn what the rule was applied to: the scores of the {@code validation} rows, where there are none those of
     *     the {@code training} rows, or the {@code labels} of the rows that were scored
     * @param rows how many rows these are
     * @param flagged examples whose score is greater
     * @param flaggedShare of the examples that are no outliers; of all, where it is not known which are
     * @param found outliers among those flagged; null where it is not known which examples are outliers, as are the next three
     * @param precision share of outliers among those flagged; 0 where there are none
     * @param recall share of the outliers that is flagged
     * @param f1 harmonic mean of precision and recall
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Threshold(
            String rule,
            String fittedOn,
            int rows,
            double value,
            int flagged,
            double flaggedShare,
            @Nullable Integer found,
            @Nullable Double precision,
            @Nullable Double recall,
            @Nullable Double f1) {

        /**
         * Counts what a threshold flags.
         *
         * @param known which examples are outliers; null where that is not known
         */
        static Threshold of(FittedThreshold fitted, boolean[] flagged, @Nullable OutlierClasses known) {
            if (known == null) {
                return of(fitted, count(flagged), flagged.length);
            }
            boolean[] judged = known.ofLabelled(flagged);
            int flags = count(judged);
            int outliers = known.count();
            int found = 0;
            for (int i = 0; i < judged.length; i++) {
                found += judged[i] && known.outlier()[i] ? 1 : 0;
            }
            double share = (double) (flags - found) / Math.max(1, judged.length - outliers);
            return new Threshold(
                    fitted.rule().toString(),
                    fitted.fittedOn(),
                    fitted.rows(),
                    fitted.value(),
                    count(flagged),
                    share,
                    found,
                    (double) found / Math.max(1, flags),
                    (double) found / Math.max(1, outliers),
                    2.0 * found / Math.max(1, flags + outliers));
        }

        /**
         * Where it is not known which examples are outliers.
         *
         * @param flagged how many of the examples
         */
        static Threshold of(FittedThreshold fitted, int flagged, int examples) {
            return new Threshold(
                    fitted.rule().toString(),
                    fitted.fittedOn(),
                    fitted.rows(),
                    fitted.value(),
                    flagged,
                    (double) flagged / Math.max(1, examples),
                    null,
                    null,
                    null,
                    null);
        }

        private static int count(boolean[] flags) {
            int count = 0;
            for (boolean flag : flags) {
                count += flag ? 1 : 0;
            }
            return count;
        }
    }

    /**
     * How well a score finds the outliers; see {@link Ranking}.
     *
     * @param precisionAtN share of outliers among the n highest scores, with n the number of outliers
     */
    public record Quality(double rocAuc, double averagePrecision, double precisionAtN) {
        static Quality of(Ranking ranking) {
            return new Quality(ranking.rocAuc(), ranking.averagePrecision(), ranking.precisionAtOutliers());
        }
    }

    /**
     * What the scores that outliers are looked for by come to: whether another than the model's finds them better.
     *
     * @param quality by the score's name
     * @param components of PCA; null without it
     */
    static List<String> verdicts(Map<String, Quality> quality, @Nullable Integer components) {
        Quality model = quality.get(OutlierScores.MODEL);
        if (model == null) {
            return List.of();
        }
        String best = OutlierScores.MODEL;
        Quality ofBest = model;
        for (Map.Entry<String, Quality> other : quality.entrySet()) {
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
                                Counts.rounded(ofBest.rocAuc()),
                                Counts.rounded(model.rocAuc())));
    }
}
