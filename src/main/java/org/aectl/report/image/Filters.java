package org.aectl.report.image;

import java.util.List;
import org.aectl.data.ValueRange;
import org.aectl.infer.TrainedModel;

/** What the first units look at: their weights, each unit's stretched to its own largest, grey for 0. */
public final class Filters {
    /** Weights that are stretched lie in this range. */
    public static final ValueRange RANGE = new ValueRange(-1, 1);

    private static final int SHOWN = 100;
    private static final int LONGEST = 96;

    private Filters() {}

    /**
     * The weights of the first units.
     *
     * @param most units that are asked for
     * @return for each unit as many numbers in [-1,1] as an example has; empty where the first layer is a convolution
     */
    public static List<float[]> of(TrainedModel model, int most) {
        List<float[]> filters = model.autoencoder().codec().filters(most);
        filters.forEach(Filters::stretch);
        return filters;
    }

    private static void stretch(float[] filter) {
        float largest = Float.MIN_NORMAL;
        for (float weight : filter) {
            largest = Math.max(largest, Math.abs(weight));
        }
        for (int i = 0; i < filter.length; i++) {
            filter[i] /= largest;
        }
    }

    /** As pictures in a page: addresses of images, none where the first layer is a convolution. */
    public static List<String> pictures(TrainedModel model) {
        Pictures pictures = new Pictures(model.checkpoint().shape(), RANGE, LONGEST);
        return of(model, SHOWN).stream().map(pictures::uri).toList();
    }
}
