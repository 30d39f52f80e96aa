package org.aectl.report.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.aectl.data.image.Png;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.aectl.run.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * A confusion matrix as a picture: a row for each class, a column for each that was predicted. The darker a cell, the
 * larger its share of the row, blue where the class is found and red where it is not; red rises faster, so that rare
 * mistakes are seen.
 */
public final class ConfusionPicture {
    private static final Color FOUND = new Color(0x1F, 0x5A, 0x93);
    private static final Color MISTAKEN = new Color(0xB8, 0x2E, 0x2E);
    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Color FAINT = new Color(0x77, 0x77, 0x77);
    private static final Color LINES = new Color(0xE4, 0xE4, 0xE4);

    private static final int LARGEST_CELL = 52;
    private static final int SMALLEST_CELL = 6;
    /** Cells of many classes share this many pixels. */
    private static final int WIDTH_OF_CELLS = 1040;
    /** Cells below this size have no room for a number. */
    private static final int SMALLEST_WITH_NUMBER = 30;
    /** Cells below this size have no room for the names of the classes. */
    private static final int SMALLEST_WITH_NAME = 12;

    private static final String PRECISION = "precision, %";

    private static final int MARGIN = 20;
    private static final int GAP = 10;
    private static final int LONGEST_NAME = 160;

    private final ConfusionMatrix matrix;
    private final int classes;
    private final int cell;
    private final Font font;
    private final int namesWidth;

    /** @param matrix of at least one class */
    public ConfusionPicture(ConfusionMatrix matrix) {
        this.matrix = matrix;
        this.classes = matrix.classes().size();
        this.cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, WIDTH_OF_CELLS / classes));
        this.font = new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(10, Math.min(15, cell - 2)));
        this.namesWidth = hasNames() ? longestName() : 0;
    }

    private boolean hasNames() {
        return cell >= SMALLEST_WITH_NAME;
    }

    private int longestName() {
        int longest = matrix.classes().stream().mapToInt(this::width).max().orElse(0);
        return Math.min(LONGEST_NAME, longest);
    }

    private int width(String text) {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        int width = graphics.getFontMetrics(font).stringWidth(text);
        graphics.dispose();
        return width;
    }

    /** Draws the matrix; needs {@link Fonts}. */
    public BufferedImage draw() {
        int line = font.getSize() + GAP;
        boolean upright = namesWidth > cell - 4;
        int shares = cell >= SMALLEST_WITH_NUMBER ? cell + GAP : 0;
        int left = MARGIN + Math.max(line + namesWidth, shares > 0 ? width(PRECISION) : 0) + GAP;
        int top = MARGIN + line + (upright ? namesWidth : font.getSize()) + GAP;
        int side = classes * cell;
        BufferedImage picture = new BufferedImage(
                left + side + shares + MARGIN, top + side + shares + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(font);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        paintCells(graphics, left, top);
        graphics.setColor(FAINT);
        centre(graphics, "predicted", left + side / 2, MARGIN + font.getSize() / 2);
        turned(graphics, "actual", left - GAP - namesWidth - line / 2, top + side / 2, true);
        graphics.setColor(INK);
        for (int i = 0; i < classes && hasNames(); i++) {
            paintName(graphics, i, left, top, upright);
        }
        if (shares > 0) {
            paintShares(graphics, left + side + GAP + cell / 2, top + side + GAP + cell / 2, left, top);
        }
        graphics.dispose();
        return picture;
    }

    private void paintCells(Graphics2D graphics, int left, int top) {
        for (int actual = 0; actual < classes; actual++) {
            int examples = Arrays.stream(matrix.counts()[actual]).sum();
            for (int predicted = 0; predicted < classes; predicted++) {
                int count = matrix.counts()[actual][predicted];
                double share = examples == 0 ? 0 : (double) count / examples;
                double strength = actual == predicted ? share : Math.sqrt(share);
                int x = left + predicted * cell;
                int y = top + actual * cell;
                graphics.setColor(mixed(actual == predicted ? FOUND : MISTAKEN, strength));
                graphics.fillRect(x, y, cell, cell);
                graphics.setColor(LINES);
                graphics.drawRect(x, y, cell, cell);
                if (count > 0 && cell >= SMALLEST_WITH_NUMBER) {
                    graphics.setColor(strength > 0.55 ? Color.WHITE : INK);
                    centre(graphics, Integer.toString(count), x + cell / 2, y + cell / 2);
                }
            }
        }
    }

    /** White for 0, the colour for 1. */
    private static Color mixed(Color color, double strength) {
        return new Color(
                (int) Math.round(255 + strength * (color.getRed() - 255)),
                (int) Math.round(255 + strength * (color.getGreen() - 255)),
                (int) Math.round(255 + strength * (color.getBlue() - 255)));
    }

    private void paintName(Graphics2D graphics, int number, int left, int top, boolean upright) {
        FontMetrics metrics = graphics.getFontMetrics();
        String name = shortened(matrix.classes().get(number), metrics);
        int middle = number * cell + cell / 2;
        graphics.drawString(name, left - GAP - metrics.stringWidth(name), baseline(metrics, top + middle));
        if (upright) {
            turned(graphics, name, left + middle, top - GAP, false);
        } else {
            centre(graphics, name, left + middle, top - GAP - font.getSize() / 2);
        }
    }

    private static String shortened(String name, FontMetrics metrics) {
        String shown = name;
        for (int length = name.length() - 1; metrics.stringWidth(shown) > LONGEST_NAME; length--) {
            shown = name.substring(0, length) + "...";
        }
        return shown;
    }

    /** Recall on the right, precision below, in per cent. */
    private void paintShares(Graphics2D graphics, int right, int below, int left, int top) {
        graphics.setColor(FAINT);
        for (int i = 0; i < classes; i++) {
            int middle = i * cell + cell / 2;
            centre(graphics, percent(matrix.recall().get(i)), right, top + middle);
            centre(graphics, percent(matrix.precision().get(i)), left + middle, below);
        }
        centre(graphics, percent(matrix.accuracy()), right, below);
        centre(graphics, "recall, %", right, MARGIN + font.getSize() / 2);
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(PRECISION, left - GAP - metrics.stringWidth(PRECISION), baseline(metrics, below));
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static void centre(Graphics2D graphics, String text, int x, int y) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(text, x - metrics.stringWidth(text) / 2, baseline(metrics, y));
    }

    /** Text that reads upwards, around a point or from it. */
    private static void turned(Graphics2D graphics, String text, int x, int y, boolean centred) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, y);
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(text, centred ? x - metrics.stringWidth(text) / 2 : x, baseline(metrics, y));
        graphics.setTransform(before);
    }

    private static int baseline(FontMetrics metrics, int middle) {
        return middle + (metrics.getAscent() - metrics.getDescent()) / 2;
    }

    /** Draws the matrix to a PNG file, which appears whole or not at all. */
    public void write(Path file) throws IOException {
        BufferedImage picture = draw();
        AtomicFile.write(file, out -> Png.write(picture, out));
    }
}
