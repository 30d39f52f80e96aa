package org.aectl.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.data.image.Png;
import org.aectl.run.file.AtomicFile;

/**
 * A plot with two labelled axes; what has a name is listed under the title. What is added first lies on top. Drawn at twice the size of its units, so that it
 * is sharp on dense screens. Text needs {@link Fonts}.
 */
final class Chart {
    /** Between ticks. */
    static final int MOST_STEPS = 6;

    private static final int WIDTH = 600;
    private static final int HEIGHT = 440;
    private static final int DENSITY = 2;

    private static final int LEFT = 70;
    private static final int RIGHT = 26;
    private static final int BOTTOM = 58;
    private static final int TITLE = 34;
    private static final int LEGEND_LINE = 20;
    private static final int SWATCH = 11;
    private static final double POINT = 4.5;

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final BasicStroke THIN = new BasicStroke(1);
    private static final BasicStroke THICK = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0);

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final Scale x;
    private final Scale y;
    private final boolean isEven;
    private final Map<String, Color> legend = new LinkedHashMap<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Something within the axes. */
    private interface Mark {
        void draw(Graphics2D graphics, Frame frame);
    }

    /** From values to places in the picture. */
    private record Frame(Rectangle2D area, Scale x, Scale y) {
        double x(double value) {
            return area.getX() + area.getWidth() * x.share(value);
        }

        double y(double value) {
            return area.getMaxY() - area.getHeight() * y.share(value);
        }

        /** With as many units to a length in both directions. */
        Frame even() {
            double unit = Math.max((x.high() - x.low()) / area.getWidth(), (y.high() - y.low()) / area.getHeight());
            return new Frame(
                    area,
                    x.widened(unit * area.getWidth(), MOST_STEPS),
                    y.widened(unit * area.getHeight(), MOST_STEPS));
        }
    }

    Chart(String title, String xLabel, Scale x, String yLabel, Scale y) {
        this(title, xLabel, x, yLabel, y, false);
    }

    private Chart(String title, String xLabel, Scale x, String yLabel, Scale y, boolean isEven) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.x = x;
        this.y = y;
        this.isEven = isEven;
    }

    /** A map: both directions have the same unit, so the shorter one shows more than it was asked to. */
    static Chart even(String title, String xLabel, Scale x, String yLabel, Scale y) {
        return new Chart(title, xLabel, x, yLabel, y, true);
    }

    /**
     * Adds a histogram as a filled outline.
     *
     * @param low where the first bin begins
     * @param width of a bin
     * @param heights of the bins
     */
    void histogram(String name, Color color, double low, double width, double[] heights) {
        legend.put(name, color);
        marks.add((graphics, frame) -> {
            Path2D outline = new Path2D.Double();
            outline.moveTo(frame.x(low), frame.y(0));
            for (int bin = 0; bin < heights.length; bin++) {
                outline.lineTo(frame.x(low + bin * width), frame.y(heights[bin]));
                outline.lineTo(frame.x(low + (bin + 1) * width), frame.y(heights[bin]));
            }
            outline.lineTo(frame.x(low + heights.length * width), frame.y(0));
            graphics.setColor(ChartColors.transparent(color, 0x50));
            graphics.fill(outline);
            stroke(graphics, outline, color, THIN);
        });
    }

    /** Adds a line from point to point. */
    void line(String name, Color color, double[] xs, double[] ys) {
        legend.put(name, color);
        marks.add((graphics, frame) -> {
            Path2D line = new Path2D.Double();
            line.moveTo(frame.x(xs[0]), frame.y(ys[0]));
            for (int i = 1; i < xs.length; i++) {
                line.lineTo(frame.x(xs[i]), frame.y(ys[i]));
            }
            stroke(graphics, line, color, THICK);
        });
    }

    /** Adds points. */
    void points(String name, Color color, double[] xs, double[] ys) {
        legend.put(name, color);
        marks.add((graphics, frame) -> {
            graphics.setColor(ChartColors.transparent(color, 0xB0));
            for (int i = 0; i < xs.length; i++) {
                graphics.fill(
                        new Ellipse2D.Double(frame.x(xs[i]) - POINT / 2, frame.y(ys[i]) - POINT / 2, POINT, POINT));
            }
        });
    }

    /** Adds a dashed line from one corner to the other, for comparison. */
    void diagonal() {
        marks.add((graphics, frame) -> stroke(
                graphics,
                new Line2D.Double(frame.area.getX(), frame.area.getMaxY(), frame.area.getMaxX(), frame.area.getY()),
                ChartColors.LINE,
                DASHED));
    }

    /** Adds a dashed upright line with a text beside it, on the side with more room. */
    void limit(String text, double value) {
        marks.add((graphics, frame) -> {
            double at = frame.x(value);
            stroke(
                    graphics,
                    new Line2D.Double(at, frame.area.getY(), at, frame.area.getMaxY()),
                    ChartColors.INK,
                    DASHED);
            graphics.setFont(TEXT);
            graphics.setColor(ChartColors.INK);
            boolean toTheLeft = at > frame.area.getCenterX();
            double width = graphics.getFontMetrics().stringWidth(text);
            graphics.drawString(text, (float) (toTheLeft ? at - width - 6 : at + 6), (float) frame.area.getY() + 12);
        });
    }

    private static void stroke(Graphics2D graphics, Shape shape, Color color, BasicStroke stroke) {
        graphics.setColor(color);
        graphics.setStroke(stroke);
        graphics.draw(shape);
    }

    /** Draws charts side by side. */
    static BufferedImage draw(List<Chart> charts) {
        BufferedImage image =
                new BufferedImage(charts.size() * WIDTH * DENSITY, HEIGHT * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(DENSITY, DENSITY);
        for (Chart chart : charts) {
            chart.draw(graphics);
            graphics.translate(WIDTH, 0);
        }
        graphics.dispose();
        return image;
    }

    /** Draws charts side by side to a PNG file, which appears whole or not at all. */
    static void write(List<Chart> charts, Path file) throws IOException {
        BufferedImage image = draw(charts);
        AtomicFile.write(file, out -> Png.write(image, out));
    }

    private void draw(Graphics2D graphics) {
        graphics.setFont(BOLD);
        graphics.setColor(ChartColors.INK);
        graphics.drawString(title, LEFT, 24);
        graphics.setFont(TEXT);
        int top = drawLegend(graphics);
        Frame exact = new Frame(new Rectangle2D.Double(LEFT, top, WIDTH - LEFT - RIGHT, HEIGHT - top - BOTTOM), x, y);
        Frame frame = isEven ? exact.even() : exact;
        drawAxes(graphics, frame);
        Shape whole = graphics.getClip();
        graphics.clip(new Rectangle2D.Double(LEFT - 2, top - 2, frame.area.getWidth() + 4, frame.area.getHeight() + 4));
        for (int i = marks.size() - 1; i >= 0; i--) {
            marks.get(i).draw(graphics, frame);
        }
        graphics.setClip(whole);
    }

    /** Returns where the legend ends. */
    private int drawLegend(Graphics2D graphics) {
        FontMetrics metrics = graphics.getFontMetrics();
        int left = LEFT;
        int bottom = TITLE + (legend.isEmpty() ? 0 : LEGEND_LINE);
        for (Map.Entry<String, Color> entry : legend.entrySet()) {
            int width = SWATCH + 6 + metrics.stringWidth(entry.getKey());
            if (left > LEFT && left + width > WIDTH - RIGHT) {
                left = LEFT;
                bottom += LEGEND_LINE;
            }
            graphics.setColor(entry.getValue());
            graphics.fill(new Rectangle2D.Double(left, bottom - SWATCH - 4.0, SWATCH, SWATCH));
            graphics.setColor(ChartColors.QUIET_INK);
            graphics.drawString(entry.getKey(), left + SWATCH + 6, bottom - 5);
            left += width + 18;
        }
        return bottom + 10;
    }

    private void drawAxes(Graphics2D graphics, Frame frame) {
        Rectangle2D area = frame.area;
        FontMetrics metrics = graphics.getFontMetrics();
        for (Scale.Tick tick : frame.y.ticks()) {
            double at = area.getMaxY() - area.getHeight() * tick.share();
            stroke(graphics, new Line2D.Double(area.getX(), at, area.getMaxX(), at), ChartColors.GRID, THIN);
            graphics.setColor(ChartColors.QUIET_INK);
            String label = tick.label();
            graphics.drawString(label, (float) area.getX() - 8 - metrics.stringWidth(label), (float) at + 4);
        }
        for (Scale.Tick tick : frame.x.ticks()) {
            double at = area.getX() + area.getWidth() * tick.share();
            stroke(graphics, new Line2D.Double(at, area.getMaxY(), at, area.getMaxY() + 4), ChartColors.LINE, THIN);
            graphics.setColor(ChartColors.QUIET_INK);
            String label = tick.label();
            graphics.drawString(label, (float) at - metrics.stringWidth(label) / 2f, (float) area.getMaxY() + 19);
        }
        stroke(
                graphics,
                new Line2D.Double(area.getX(), area.getMaxY(), area.getMaxX(), area.getMaxY()),
                ChartColors.LINE,
                THIN);
        graphics.setColor(ChartColors.INK);
        float middle = (float) area.getCenterX() - metrics.stringWidth(xLabel) / 2f;
        graphics.drawString(xLabel, middle, (float) area.getMaxY() + 42);
        AffineTransform upright = graphics.getTransform();
        graphics.rotate(-Math.PI / 2);
        graphics.drawString(yLabel, (float) -area.getCenterY() - metrics.stringWidth(yLabel) / 2f, 18f);
        graphics.setTransform(upright);
    }
}
