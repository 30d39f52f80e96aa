package org.aectl.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.report.Numbers;
import org.aectl.report.image.Pictures;
import org.aectl.report.plot.BarChart;
import org.aectl.report.plot.CodeMap;
import org.aectl.report.plot.ShownExamples;
import org.aectl.report.plot.ShownExamples.Shown;
import org.aectl.report.plot.Tooltip;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script needs to show what is pointed at; goes into the page as JSON.
 *
 * @param charts what each chart says at each of its places, by the chart's id
 * @param examples of the code's scatter, in the order of its marks; null without a scatter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageData(Map<String, List<Tooltip>> charts, @Nullable ExampleData examples) {
    /**
     * The examples.
     *
     * @param pictures null where they are no pictures
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExampleData(List<Point> points, @Nullable Sheets pictures) {}

    /**
     * An example.
     *
     * @param group number of its class in the legend
     * @param error in words
     * @param values in words; empty for a picture, as is the next one
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Point(
            int row,
            int group,
            @Nullable String label,
            String error,
            List<String> values,
            List<String> reconstruction) {}

    /**
     * The small pictures of all examples in one, and likewise their reconstructions.
     *
     * @param columns pictures beside each other
     * @param width of each picture in pixels
     * @param height of each picture in pixels
     */
    record Sheets(String originals, String reconstructions, int columns, int width, int height) {
        private static final int COLUMNS = 32;

        static Sheets of(List<BufferedImage> originals, List<BufferedImage> reconstructions) {
            int columns = Math.min(COLUMNS, originals.size());
            return new Sheets(
                    Pictures.uri(Pictures.sheet(originals, columns)),
                    Pictures.uri(Pictures.sheet(reconstructions, columns)),
                    columns,
                    originals.get(0).getWidth(),
                    originals.get(0).getHeight());
        }
    }

    static ExampleData examples(ShownExamples examples) {
        List<Shown> shown = examples.shown();
        List<String> classes = examples.all().classes();
        List<Point> points = new ArrayList<>();
        for (Shown example : shown) {
            points.add(new Point(
                    example.row(),
                    CodeMap.group(example.label(), classes),
                    example.label(),
                    Numbers.text(example.error()),
                    texts(example.values()),
                    texts(example.reconstructedValues())));
        }
        List<BufferedImage> pictures =
                shown.stream().map(Shown::picture).filter(Objects::nonNull).toList();
        List<BufferedImage> reconstructed = shown.stream()
                .map(Shown::reconstructedPicture)
                .filter(Objects::nonNull)
                .toList();
        return new ExampleData(points, pictures.isEmpty() ? null : Sheets.of(pictures, reconstructed));
    }

    private static List<String> texts(float[] values) {
        List<String> texts = new ArrayList<>();
        for (float value : values) {
            texts.add(Numbers.text(value));
        }
        return texts;
    }

    /** What all charts of a page say. */
    static Map<String, List<Tooltip>> readings(ReportPage.@Nullable Training training, List<BarChart> bars) {
        Map<String, List<Tooltip>> readings = new LinkedHashMap<>();
        if (training != null) {
            training.stages()
                    .forEach(stage -> stage.charts().forEach(chart -> readings.put(chart.id(), chart.readings())));
        }
        bars.forEach(chart -> readings.put(chart.id(), chart.readings()));
        return readings;
    }
}
