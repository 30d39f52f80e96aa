package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.infer.CodesToExamples;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.DrawnCodes;
import org.aectl.infer.sampling.PriorSampler;
import org.aectl.report.Numbers;
import org.aectl.report.image.Pictures;
import org.aectl.report.plot.ShownExamples;
import org.jspecify.annotations.Nullable;

/**
 * Examples that a model with a prior makes up.
 *
 * @param groups of pictures; of a conditional model, one for each class; empty where examples are no pictures
 * @param columns names of the values of a row; empty for pictures, as is the next one
 * @param rows of values in words
 */
record Samples(List<Group> groups, List<String> columns, List<Row> rows) {
    private static final int SHOWN = 60;
    private static final int OF_EACH_CLASS = 10;
    private static final int MOST_CLASSES = 20;
    private static final int ROWS = 8;
    private static final int LONGEST = 96;

    /**
     * Pictures.
     *
     * @param label name of their class; null for all together
     * @param pictures addresses of images
     */
    record Group(@Nullable String label, List<String> pictures) {}

    /** Values of an example in words. */
    record Row(List<String> cells) {}

    /**
     * Draws them, by the seed that {@code aectl sample} has by default.
     *
     * @param model a variational one
     */
    static Samples of(TrainedModel model) {
        List<String> classes = model.checkpoint().classes();
        int inTurn = model.isConditional() ? classes.size() : 0;
        if (!model.checkpoint().shape().isImage()) {
            return rows(draw(model, ROWS, inTurn));
        }
        Pictures pictures =
                new Pictures(model.checkpoint().shape(), model.checkpoint().rawRange(), LONGEST);
        if (inTurn == 0 || inTurn > MOST_CLASSES) {
            List<String> all =
                    draw(model, SHOWN, inTurn).stream().map(pictures::uri).toList();
            return new Samples(List.of(new Group(null, all)), List.of(), List.of());
        }
        // They come class by class in turn.
        List<float[]> drawn = draw(model, classes.size() * OF_EACH_CLASS, classes.size());
        List<Group> groups = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            int first = label;
            List<String> own = IntStream.range(0, OF_EACH_CLASS)
                    .mapToObj(i -> pictures.uri(drawn.get(first + i * classes.size())))
                    .toList();
            groups.add(new Group(classes.get(label), own));
        }
        return new Samples(groups, List.of(), List.of());
    }

    /** @param classes that come in turn; 0 for a model that does not ask for one */
    private static List<float[]> draw(TrainedModel model, int count, int classes) {
        PriorSampler prior = new PriorSampler(
                model.autoencoder().prior().orElseThrow(), model.autoencoder().codeSize(), 0, 1);
        return new CodesToExamples(model).all(new DrawnCodes(prior, count, classes, null));
    }

    private static Samples rows(List<float[]> drawn) {
        int values = Math.min(ShownExamples.MOST_VALUES, drawn.get(0).length);
        List<String> columns = IntStream.range(0, values).mapToObj(i -> "x" + i).toList();
        List<Row> rows = drawn.stream()
                .map(example -> new Row(IntStream.range(0, values)
                        .mapToObj(i -> Numbers.text(example[i]))
                        .toList()))
                .toList();
        return new Samples(List.of(), columns, rows);
    }

    /** Whether there is a table of values to show. */
    public boolean isTable() {
        return !columns.isEmpty();
    }
}
