package org.aectl.report.plot;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.eval.linear.SquaredErrors;
import org.aectl.infer.TrainedModel;
import org.aectl.report.image.DisplayRange;
import org.aectl.report.image.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * Examples that a page shows one by one, evenly spread over a split, and what a model makes of each. Pictures are kept as
 * small ones, and of other examples the first values only, so that large examples need no more memory than small ones.
 *
 * @param all examples of the split
 * @param shown in the order of their rows
 */
public record ShownExamples(Examples all, List<Shown> shown) {
    private static final int MOST = 1000;
    /** Values of an example that is no picture. */
    public static final int MOST_VALUES = 12;

    private static final int THUMBNAIL = 32;
    private static final float[] NOTHING = {};

    /**
     * One example.
     *
     * @param row its number in the split
     * @param label name of its class; null where there are none
     * @param code that the model gives it
     * @param error squared error summed over its values, scaled
     * @param picture of it; null where it is no picture, as is the next one
     * @param reconstructedPicture what the model makes of it
     * @param values the first of its raw values; empty for a picture, as are the next ones
     */
    public record Shown(
            int row,
            @Nullable String label,
            float[] code,
            double error,
            @Nullable BufferedImage picture,
            @Nullable BufferedImage reconstructedPicture,
            float[] values,
            float[] reconstructedValues) {}

    /**
     * Takes examples through a model, batch by batch.
     *
     * @param name what messages call the examples
     * @throws org.aectl.base.InvalidInputException if the model cannot take them
     */
    public static ShownExamples of(TrainedModel model, Examples all, String name, int batchSize) {
        int[] rows = SelectedExamples.spread(all.count(), MOST);
        List<Shown> shown = new ArrayList<>();
        for (Batch batch :
                model.batches(new SelectedExamples(all, rows), name, batchSize).inOrder()) {
            shown.addAll(show(model, all, batch, rows));
        }
        return new ShownExamples(all, shown);
    }

    private static List<Shown> show(TrainedModel model, Examples all, Batch batch, int[] rows) {
        float[] codes = model.autoencoder().codec().encode(batch);
        float[] outputs = model.autoencoder().codec().reconstruct(batch);
        double[] errors = SquaredErrors.perExample(batch, outputs);
        List<float[]> raw = model.raw(batch.features());
        List<float[]> rawOutputs = model.raw(outputs);
        Pictures pictures = new Pictures(all.shape(), DisplayRange.of(all), THUMBNAIL);
        boolean isPicture = all.shape().isImage();
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < batch.count(); i++) {
            int row = rows[batch.rows()[i]];
            shown.add(new Shown(
                    row,
                    all.labelled() ? all.classes().get(all.label(row)) : null,
                    part(codes, i, batch.count()),
                    errors[i],
                    isPicture ? pictures.draw(raw.get(i)) : null,
                    isPicture ? pictures.draw(rawOutputs.get(i)) : null,
                    isPicture ? NOTHING : first(raw.get(i)),
                    isPicture ? NOTHING : first(rawOutputs.get(i))));
        }
        return shown;
    }

    private static float[] part(float[] all, int index, int count) {
        int size = all.length / count;
        return Arrays.copyOfRange(all, index * size, (index + 1) * size);
    }

    private static float[] first(float[] values) {
        return Arrays.copyOf(values, Math.min(MOST_VALUES, values.length));
    }
}
