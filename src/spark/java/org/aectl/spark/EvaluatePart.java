package org.aectl.spark;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aectl.eval.Evaluation;
import org.aectl.eval.ImportanceSampling;
import org.aectl.infer.TrainedModel;

/**
 * Measures a file's rows.
 *
 * @param nllSamples codes drawn for each to estimate its likelihood; 0 to leave that out
 * @param peak range of the scaled data
 */
record EvaluatePart(int nllSamples, double peak) implements PartWork<EvaluatePart.Means> {
    /** Name of the estimated negative log-likelihood. */
    static final String NLL = "nll";

    /**
     * Means over the rows.
     *
     * @param byName the metrics of {@link Evaluation} and, with samples, {@link #NLL}
     */
    record Means(long examples, LinkedHashMap<String, Double> byName) implements Serializable {}

    @Override
    public Means run(TrainedModel model, PartRows rows, Path folder) {
        Evaluation evaluation = Evaluation.of(model.autoencoder(), rows.batches(model), peak);
        Map<String, Double> means = new LinkedHashMap<>(evaluation.metrics());
        if (nllSamples > 0) {
            long seed = model.checkpoint().config().seed();
            means.put(
                    NLL,
                    new ImportanceSampling(model.autoencoder(), nllSamples, seed)
                            .negativeLogLikelihood(rows.batches(model)));
        }
        return new Means(evaluation.examples(), new LinkedHashMap<>(means));
    }
}
