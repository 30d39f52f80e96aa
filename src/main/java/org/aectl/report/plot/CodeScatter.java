package org.aectl.report.plot;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scatter plots of the same examples, side by side: one for each way in which they were laid out in a plane, with a colour
 * for each class. Needs {@link Fonts}.
 *
 * @param labels class numbers of the examples; empty where they have none
 * @param classes names of the classes
 */
public record CodeScatter(int[] labels, List<String> classes) {
    private static final int MOST_COLOURS = ChartColors.CLASSES.size();

    /**
     * One of the plots.
     *
     * @param across what is shown from left to right
     * @param up what is shown upwards
     * @param points [examples x 2]
     */
    public record Plane(String title, String across, String up, double[] points) {
        private double[] coordinates(int axis, int[] examples) {
            return Arrays.stream(examples)
                    .mapToDouble(example -> points[2 * example + axis])
                    .toArray();
        }

        private Scale scale(int axis) {
            int[] all = IntStream.range(0, points.length / 2).toArray();
            return Scale.around(coordinates(axis, all), Chart.MOST_STEPS);
        }
    }

    /** Examples of one colour. */
    private record Group(String name, Color color, int[] examples) {}

    /** Draws to a PNG file, which appears whole or not at all. */
    public void write(Path file, List<Plane> planes) throws IOException {
        Chart.write(planes.stream().map(this::chart).toList(), file);
    }

    private Chart chart(Plane plane) {
        Chart chart = Chart.even(plane.title(), plane.across(), plane.scale(0), plane.up(), plane.scale(1));
        for (Group group : groups(plane.points().length / 2)) {
            chart.points(
                    group.name(),
                    group.color(),
                    plane.coordinates(0, group.examples()),
                    plane.coordinates(1, group.examples()));
        }
        return chart;
    }

    private List<Group> groups(int examples) {
        if (labels.length == 0) {
            int[] all = IntStream.range(0, examples).toArray();
            return List.of(new Group("examples", ChartColors.ofClass(0), all));
        }
        // Where there are more classes than colours, the last ones share grey.
        int coloured = classes.size() > MOST_COLOURS ? MOST_COLOURS - 1 : classes.size();
        List<Group> groups = new ArrayList<>();
        for (int label = 0; label < coloured; label++) {
            groups.add(new Group(classes.get(label), ChartColors.ofClass(label), between(label, label)));
        }
        if (coloured < classes.size()) {
            groups.add(new Group("other classes", ChartColors.LINE, between(coloured, classes.size() - 1)));
        }
        return groups.stream().filter(group -> group.examples().length > 0).toList();
    }

    private int[] between(int first, int last) {
        return IntStream.range(0, labels.length)
                .filter(example -> labels[example] >= first && labels[example] <= last)
                .toArray();
    }
}
