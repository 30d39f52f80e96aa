package org.aectl.report.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.image.Png;
import org.aectl.run.file.AtomicFile;

/**
 * Pictures in rows, with short captions over each picture and before each row.
 *
 * @param shape of one picture
 * @param range the raw values shown as black and white
 * @param square pixels that a picture is enlarged to at most, by a whole factor
 * @param rows from the top
 */
public record CaptionedPictures(ExampleShape shape, ValueRange range, int square, List<Row> rows) {
    private static final int LARGE = 2;
    private static final int MARGIN = 6;
    /** Between captions side by side. */
    private static final int SPACE = 8;
    /** Letters over a picture; more would push the others far away. */
    private static final int LONGEST = 20;

    /**
     * Pictures side by side.
     *
     * @param caption before them; empty for none
     */
    public record Row(String caption, List<Picture> pictures) {
        /** As many rows without captions as pictures need. */
        public static List<Row> wrapped(List<Picture> pictures, int columns) {
            List<Row> rows = new ArrayList<>();
            for (int first = 0; first < pictures.size(); first += columns) {
                rows.add(new Row("", pictures.subList(first, Math.min(first + columns, pictures.size()))));
            }
            return rows;
        }
    }

    /**
     * One picture.
     *
     * @param caption over it, cut where it is long; empty for none
     */
    public record Picture(float[] values, String caption) {
        public Picture {
            caption = PixelText.shortened(caption, LONGEST);
        }
    }

    /** Draws the pictures. */
    public BufferedImage draw() {
        int enlarged = Canvas.enlargement(shape, square);
        int letters = letters(enlarged);
        int left = margin(rows.stream().mapToInt(row -> PixelText.width(row.caption, letters)));
        int width = cellWidth(enlarged, letters) + Canvas.GAP;
        int columns = rows.stream().mapToInt(row -> row.pictures.size()).max().orElse(0);
        int height = Canvas.GAP;
        for (Row row : rows) {
            height += captionHeight(row, letters) + cellHeight(enlarged, letters) + Canvas.GAP;
        }
        Canvas canvas = new Canvas(left + columns * width + Canvas.GAP, height);
        int top = Canvas.GAP;
        for (Row row : rows) {
            paint(canvas, row, left + Canvas.GAP, top, width);
            top += captionHeight(row, letters) + cellHeight(enlarged, letters) + Canvas.GAP;
        }
        return canvas.image();
    }

    /** Draws to a PNG file, which appears whole or not at all. */
    public void write(Path file) throws IOException {
        BufferedImage image = draw();
        AtomicFile.write(file, out -> Png.write(image, out));
    }

    /** Captions are as large as their places allow. */
    private int letters(int enlarged) {
        return captionWidths(LARGE).allMatch(width -> width <= shape.width() * enlarged) ? LARGE : 1;
    }

    /** What the captions over pictures need, with the space between them. */
    private IntStream captionWidths(int letters) {
        return rows.stream()
                .flatMap(row -> row.pictures.stream())
                .filter(picture -> !picture.caption.isEmpty())
                .mapToInt(picture -> PixelText.width(picture.caption, letters) + SPACE);
    }

    /** Room before the rows. */
    private static int margin(IntStream captions) {
        int widest = captions.max().orElse(0);
        return widest == 0 ? 0 : widest + 2 * MARGIN;
    }

    private int cellWidth(int enlarged, int letters) {
        return captionWidths(letters).reduce(shape.width() * enlarged, Math::max);
    }

    /** At least as high as the row's own caption. */
    private int cellHeight(int enlarged, int letters) {
        boolean captioned = rows.stream().anyMatch(row -> !row.caption.isEmpty());
        return Math.max(shape.height() * enlarged, captioned ? PixelText.HEIGHT * letters : 0);
    }

    private static int captionHeight(Row row, int letters) {
        boolean captioned = row.pictures.stream().anyMatch(picture -> !picture.caption.isEmpty());
        return captioned ? PixelText.HEIGHT * letters + 2 * MARGIN : 0;
    }

    private void paint(Canvas canvas, Row row, int left, int top, int width) {
        int enlarged = Canvas.enlargement(shape, square);
        int letters = letters(enlarged);
        int below = top + captionHeight(row, letters);
        int middle = below + (cellHeight(enlarged, letters) - PixelText.HEIGHT * letters) / 2;
        canvas.write(row.caption, MARGIN, middle, letters);
        for (int i = 0; i < row.pictures.size(); i++) {
            Picture picture = row.pictures.get(i);
            int cell = left + i * width;
            int inner = width - Canvas.GAP;
            int indent = (inner - PixelText.width(picture.caption, letters)) / 2;
            canvas.write(picture.caption, cell + indent, top + MARGIN, letters);
            canvas.paint(picture.values, shape, range, cell + (inner - shape.width() * enlarged) / 2, below, enlarged);
        }
    }
}
