package org.aectl.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.report.Numbers;
import org.aectl.report.plot.Scale.Tick;
import org.aectl.report.plot.ShownExamples.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A scatter of codes, one mark for each example, with colour and shape by class.
 *
 * @param explanation how the codes were laid out
 * @param isSquare whether both directions have the same scale
 * @param legend of the classes, in their order; empty where there are no labels
 */
public record CodeMap(
        String explanation,
        String xTitle,
        String yTitle,
        boolean isSquare,
        List<Tick> xTicks,
        List<Tick> yTicks,
        List<Mark> marks,
        List<Entry> legend) {
    /** Colours of the style sheet, and shapes of the template. Classes beyond all pairs of them share one. */
    private static final int COLOURS = 10;

    private static final int SHAPES = 5;
    private static final int MOST_CLASSES = COLOURS * SHAPES;
    private static final int MOST_TICKS = 7;

    /**
     * An example's mark.
     *
     * @param colour number of its colour, {@code other} beyond the last class with one
     */
    record Mark(String x, String y, String colour, int shape) {}

    /** What a colour and shape mean, and how many examples have them. */
    record Entry(int group, String name, String colour, int shape, String count) {}

    /**
     * Draws.
     *
     * @param classes of the examples, in their order; empty where they have no labels
     */
    public static CodeMap of(CodePlane plane, List<Shown> examples, List<String> classes) {
        Scale across = Scale.around(plane.x(), MOST_TICKS);
        Scale up = Scale.around(plane.y(), MOST_TICKS);
        if (plane.isEven()) {
            double span = Math.max(across.high() - across.low(), up.high() - up.low());
            across = across.widened(span, MOST_TICKS);
            up = up.widened(span, MOST_TICKS);
        }
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            int group = group(examples.get(i).label(), classes);
            marks.add(new Mark(
                    Numbers.percent(across.across(plane.x()[i])),
                    Numbers.percent(up.down(plane.y()[i])),
                    colour(group),
                    shape(group)));
        }
        return new CodeMap(
                plane.explanation(),
                plane.xTitle(),
                plane.yTitle(),
                plane.isEven(),
                across.ticks(),
                up.ticks(),
                marks,
                legend(examples, classes));
    }

    /** Whether there are classes to tell apart. */
    public boolean hasLegend() {
        return !legend.isEmpty();
    }

    /** Number of the colour and shape of a class; 0 where there are no labels. */
    public static int group(@Nullable String label, List<String> classes) {
        return label == null ? 0 : Math.min(classes.indexOf(label), MOST_CLASSES);
    }

    private static String colour(int group) {
        return group == MOST_CLASSES ? "other" : Integer.toString(group % COLOURS);
    }

    /** Neighbours in the legend differ in shape as well, and so do classes of one colour. */
    private static int shape(int group) {
        return (group + group / COLOURS) % SHAPES;
    }

    private static List<Entry> legend(List<Shown> examples, List<String> classes) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (Shown example : examples) {
            if (example.label() != null) {
                counts.merge(group(example.label(), classes), 1, Integer::sum);
            }
        }
        return counts.keySet().stream()
                .sorted()
                .map(group -> new Entry(
                        group,
                        group == MOST_CLASSES ? "all other classes" : classes.get(group),
                        colour(group),
                        shape(group),
                        Numbers.count(counts.getOrDefault(group, 0))))
                .toList();
    }
}
