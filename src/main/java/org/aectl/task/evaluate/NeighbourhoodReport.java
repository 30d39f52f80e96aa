package org.aectl.task.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.Neighbourhoods;
import org.aectl.eval.linear.PrincipalComponents;
import org.aectl.infer.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * How well neighbours in the data are neighbours in the code, and in as many principal components. Every pair of examples
 * is looked at, so of many examples only some are drawn.
 *
 * @param neighbours k
 * @param examples that were compared
 * @param seed of their draw, where these are not all
 * @param pca null where the run's training rows cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NeighbourhoodReport(
        int neighbours,
        int examples,
        long seed,
        Neighbourhoods code,
        @Nullable Neighbourhoods pca) {
    private static final int NEIGHBOURS = 12;
    private static final int MOST_EXAMPLES = 1000;

    /**
     * Compares.
     *
     * @param name what messages call the examples
     * @return empty where there are too few examples to have so many neighbours
     */
    static Optional<NeighbourhoodReport> of(
            TrainedModel model,
            Examples examples,
            String name,
            int batchSize,
            @Nullable PrincipalComponents components) {
        long seed = model.checkpoint().config().seed();
        Examples drawn = SelectedExamples.drawn(examples, MOST_EXAMPLES, seed);
        if (drawn.count() <= 2 * NEIGHBOURS) {
            return Optional.empty();
        }
        Batches batches = model.batches(drawn, name, batchSize);
        float[][] data = rows(batches, Batch::features);
        Neighbourhoods code =
                Neighbourhoods.of(data, rows(batches, model.autoencoder().codec()::encode), NEIGHBOURS);
        Neighbourhoods pca =
                components == null ? null : Neighbourhoods.of(data, rows(batches, components::codes), NEIGHBOURS);
        return Optional.of(new NeighbourhoodReport(NEIGHBOURS, drawn.count(), seed, code, pca));
    }

    private static float[][] rows(Batches batches, Function<Batch, float[]> view) {
        List<float[]> rows = new ArrayList<>();
        for (Batch batch : batches.inOrder()) {
            float[] values = view.apply(batch);
            int size = values.length / batch.count();
            for (int i = 0; i < batch.count(); i++) {
                rows.add(Arrays.copyOfRange(values, i * size, (i + 1) * size));
            }
        }
        return rows.toArray(float[][]::new);
    }
}
