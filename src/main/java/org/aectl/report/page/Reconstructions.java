package org.aectl.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.infer.TrainedModel;
import org.aectl.report.Numbers;
import org.aectl.report.image.DisplayRange;
import org.aectl.report.image.Pictures;
import org.aectl.report.plot.ShownExamples;
import org.aectl.report.plot.ShownExamples.Shown;
import org.jspecify.annotations.Nullable;

/** Pictures and what a model makes of them, from the best reconstruction to the worst. */
final class Reconstructions {
    private static final int SHOWN = 24;
    private static final int LONGEST = 96;

    private Reconstructions() {}

    /**
     * A picture beside its reconstruction.
     *
     * @param label name of its class; null where there are none
     * @param error in words
     */
    record Pair(
            String original,
            String reconstruction,
            int row,
            @Nullable String label,
            String error) {
        /** The class, or else the row, of the example. */
        public String title() {
            return label == null ? "example " + row : label;
        }
    }

    /**
     * Pairs at equal distances among all that are shown, by falling quality.
     *
     * @param examples that are pictures, at least one
     * @param name what messages call them
     */
    static List<Pair> of(TrainedModel model, ShownExamples examples, String name) {
        List<Shown> ranked = examples.shown().stream()
                .sorted(Comparator.comparingDouble(Shown::error))
                .toList();
        List<Shown> chosen = new ArrayList<>();
        // The last is the worst, so that the range is seen whole.
        int pairs = Math.min(SHOWN, ranked.size());
        for (int i = 0; i < pairs; i++) {
            chosen.add(ranked.get(pairs == 1 ? 0 : i * (ranked.size() - 1) / (pairs - 1)));
        }
        int[] rows = chosen.stream().mapToInt(Shown::row).toArray();
        Batch batch = model.batches(new SelectedExamples(examples.all(), rows), name, pairs)
                .inOrder()
                .iterator()
                .next();
        List<float[]> originals = model.raw(batch.features());
        List<float[]> outputs = model.raw(model.autoencoder().codec().reconstruct(batch));
        Pictures pictures = new Pictures(examples.all().shape(), DisplayRange.of(examples.all()), LONGEST);
        List<Pair> result = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            Shown shown = chosen.get(i);
            result.add(new Pair(
                    pictures.uri(originals.get(i)),
                    pictures.uri(outputs.get(i)),
                    shown.row(),
                    shown.label(),
                    Numbers.brief(shown.error())));
        }
        return result;
    }
}
