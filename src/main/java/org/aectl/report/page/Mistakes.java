package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.data.Examples;
import org.aectl.infer.TrainedClassifier;
import org.aectl.report.Numbers;
import org.aectl.report.image.DisplayRange;
import org.aectl.report.image.Pictures;
import org.aectl.report.plot.ShownExamples;
import org.jspecify.annotations.Nullable;

/**
 * The examples that a classifier is most certain and wrong about.
 *
 * @param columns names of the values that are shown of each; empty for pictures
 * @param shown the most certain first
 */
record Mistakes(List<String> columns, List<Shown> shown) {
    private static final int LONGEST = 96;

    /**
     * One of them.
     *
     * @param row its number in its file
     * @param picture address of an image; null where it is no picture
     * @param values the first of its values, in words; empty for a picture
     * @param probability of the class that it is taken for, in words
     */
    record Shown(
            int row,
            @Nullable String picture,
            List<String> values,
            String actual,
            String predicted,
            String probability) {}

    /** Reads them again, which are few. */
    static Mistakes of(TrainedClassifier model, Examples examples, List<ClassifiedPart.Mistake> worst) {
        List<String> classes = model.checkpoint().classes();
        int size = examples.shape().size();
        int values = examples.shape().isImage() ? 0 : Math.min(ShownExamples.MOST_VALUES, size);
        Pictures pictures = new Pictures(examples.shape(), DisplayRange.of(examples), LONGEST);
        List<Shown> shown = new ArrayList<>();
        float[] example = new float[size];
        for (ClassifiedPart.Mistake mistake : worst) {
            examples.read(mistake.place(), example, 0);
            shown.add(new Shown(
                    examples.origins().row(mistake.place()),
                    examples.shape().isImage() ? pictures.uri(example) : null,
                    IntStream.range(0, values)
                            .mapToObj(i -> Numbers.text(example[i]))
                            .toList(),
                    classes.get(mistake.actual()),
                    classes.get(mistake.predicted()),
                    Numbers.share(mistake.probability())));
        }
        return new Mistakes(model.checkpoint().columns().featureNames(size).subList(0, values), shown);
    }

    /** Whether there is a table of values to show. */
    public boolean isTable() {
        return !columns.isEmpty();
    }
}
