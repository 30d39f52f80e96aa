package org.aectl.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.base.Counts;
import org.aectl.data.Examples;
import org.aectl.eval.Metric;
import org.aectl.eval.ReconstructionError;
import org.aectl.infer.TrainedModel;
import org.aectl.report.Numbers;
import org.aectl.report.page.PageData.ExampleData;
import org.aectl.report.page.ReportPage.Measured;
import org.aectl.report.page.Summary.Headline;
import org.aectl.report.plot.BarChart;
import org.aectl.report.plot.CodeMap;
import org.aectl.report.plot.CodePlane;
import org.aectl.report.plot.ShownExamples;
import org.aectl.report.plot.UnitChart;
import org.jspecify.annotations.Nullable;

/**
 * What of a page depends on examples.
 *
 * @param data the split, or the data as the user named them
 * @param count of its examples, in words
 * @param shownCount of them in the scatter, in words
 * @param baselines what was measured beside the model, the columns of the metrics
 * @param reconstructions null where the examples are no pictures
 * @param squaredError for the head of the page
 * @param examples for the script
 */
record DataSection(
        String data,
        String count,
        String shownCount,
        List<MetricRow> metrics,
        List<String> baselines,
        @Nullable Pairs reconstructions,
        CodeMap code,
        BarChart units,
        boolean isVariational,
        @Nullable Headline squaredError,
        ExampleData examples) {
    private static final String PCA = "PCA";
    private static final String MEAN = "mean";

    /** Pictures and their reconstructions. */
    record Pairs(List<Reconstructions.Pair> pairs) {}

    /** Whether principal component analysis was measured beside the model. */
    boolean hasPca() {
        return baselines.contains(PCA);
    }

    /** Whether the mean of the training rows was measured beside the model. */
    boolean hasMean() {
        return baselines.contains(MEAN);
    }

    static DataSection of(TrainedModel model, Measured measured) {
        Examples all = measured.examples();
        ShownExamples shown = ShownExamples.of(model, all, measured.name(), measured.batchSize());
        boolean isVariational = model.autoencoder().hasPosterior();
        Map<String, ReconstructionError> baselines = baselines(measured);
        return new DataSection(
                measured.name(),
                Counts.of(all.count(), "example"),
                Numbers.count(shown.shown().size()),
                MetricRow.of(
                        model.checkpoint().config(),
                        measured.metrics(),
                        measured.sparsity(),
                        List.copyOf(baselines.values())),
                List.copyOf(baselines.keySet()),
                all.shape().isImage() ? new Pairs(Reconstructions.of(model, shown, measured.name())) : null,
                CodeMap.of(CodePlane.of(shown.shown()), shown.shown(), all.classes()),
                isVariational ? UnitChart.divergences(measured.perUnit()) : UnitChart.activities(measured.perUnit()),
                isVariational,
                squaredError(measured),
                PageData.examples(shown));
    }

    private static Map<String, ReconstructionError> baselines(Measured measured) {
        Map<String, ReconstructionError> baselines = new LinkedHashMap<>();
        if (measured.pca() != null) {
            baselines.put(PCA, measured.pca());
        }
        if (measured.mean() != null) {
            baselines.put(MEAN, measured.mean());
        }
        return baselines;
    }

    private static @Nullable Headline squaredError(Measured measured) {
        if (!(measured.metrics().get(Metric.SSE.key()) instanceof Double sse)) {
            return null;
        }
        ReconstructionError pca = measured.pca();
        return new Headline(
                Numbers.text(sse),
                "squared error per example, " + measured.name()
                        + (pca == null ? "" : "; PCA of the same size " + Numbers.text(pca.sse())));
    }
}
