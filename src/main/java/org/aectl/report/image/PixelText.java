package org.aectl.report.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.aectl.report.PageFile;

/**
 * Short captions in letters of 5 x 7 pixels. Java's own text needs fonts and their configuration, which servers and
 * containers often lack, and looks different on each machine. There are letters for what ASCII can print; a box stands for any
 * other.
 */
final class PixelText {
    static final int HEIGHT = 7;
    private static final int WIDTH = 5;
    private static final int ADVANCE = WIDTH + 1;

    private static final char FIRST = ' ';
    private static final char LAST = '~';
    /** In the file; bands of lines with a blank one between. */
    private static final int LETTERS_OF_A_BAND = 16;

    private static final List<String> LETTERS =
            PageFile.text("letters.txt").lines().toList();
    private static final String CUT = "...";

    private PixelText() {}

    /** How wide a text is. */
    static int width(String text, int enlarged) {
        return Math.max(0, letters(text) * ADVANCE - 1) * enlarged;
    }

    private static int letters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text, or its beginning and three points where it has more letters than there is room for. */
    static String shortened(String text, int most) {
        return letters(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - CUT.length())) + CUT;
    }

    /**
     * Paints a text.
     *
     * @param enlarged pixels for each pixel of a letter
     */
    static void paint(String text, BufferedImage image, Color color, int left, int top, int enlarged) {
        int[] letters = text.codePoints().toArray();
        for (int i = 0; i < letters.length; i++) {
            for (int y = 0; y < HEIGHT * enlarged; y++) {
                for (int x = 0; x < WIDTH * enlarged; x++) {
                    if (isInk(letters[i], x / enlarged, y / enlarged)) {
                        image.setRGB(left + i * ADVANCE * enlarged + x, top + y, color.getRGB());
                    }
                }
            }
        }
    }

    private static boolean isInk(int letter, int x, int y) {
        if (letter < FIRST || letter > LAST) {
            return x == 0 || y == 0 || x == WIDTH - 1 || y == HEIGHT - 1;
        }
        int place = letter - FIRST;
        String line = LETTERS.get(place / LETTERS_OF_A_BAND * (HEIGHT + 1) + y);
        return line.charAt(place % LETTERS_OF_A_BAND * ADVANCE + x) == '#';
    }
}
