package org.aectl.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Map;

/**
 * Short captions in letters of 5 x 7 pixels. Java's own text needs fonts and their configuration, which servers and
 * containers often lack, and looks different on each machine.
 */
final class PixelText {
    static final int HEIGHT = 7;
    private static final int WIDTH = 5;
    private static final int ADVANCE = WIDTH + 1;

    /** Rows of pixels from the top. */
    private static final Map<Character, String[]> LETTERS = Map.ofEntries(
            letter('0', " ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "),
            letter('1', "  #  ", " ##  ", "  #  ", "  #  ", "  #  ", "  #  ", " ### "),
            letter('2', " ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"),
            letter('3', " ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "),
            letter('4', "   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "),
            letter('5', "#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "),
            letter('6', " ### ", "#    ", "#    ", "#### ", "#   #", "#   #", " ### "),
            letter('7', "#####", "    #", "   # ", "   # ", "  #  ", "  #  ", "  #  "),
            letter('8', " ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "),
            letter('9', " ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "),
            letter('-', "     ", "     ", "     ", "#####", "     ", "     ", "     "),
            letter('.', "     ", "     ", "     ", "     ", "     ", " ##  ", " ##  "),
            letter(' ', "     ", "     ", "     ", "     ", "     ", "     ", "     "),
            letter('i', "  #  ", "     ", " ##  ", "  #  ", "  #  ", "  #  ", " ### "),
            letter('n', "     ", "     ", "# ## ", "##  #", "#   #", "#   #", "#   #"),
            letter('o', "     ", "     ", " ### ", "#   #", "#   #", "#   #", " ### "),
            letter('r', "     ", "     ", "# ## ", "##  #", "#    ", "#    ", "#    "),
            letter('t', " #   ", " #   ", "#### ", " #   ", " #   ", " #  #", "  ## "),
            letter('u', "     ", "     ", "#   #", "#   #", "#   #", "#  ##", " ## #"),
            letter('w', "     ", "     ", "#   #", "#   #", "# # #", "# # #", " # # "));

    private PixelText() {}

    private static Map.Entry<Character, String[]> letter(char letter, String... rows) {
        return Map.entry(letter, rows);
    }

    /** How wide a text is. */
    static int width(String text, int enlarged) {
        return Math.max(0, text.length() * ADVANCE - 1) * enlarged;
    }

    /**
     * Paints a text.
     *
     * @param text of digits, minus, point, space and the letters of "unit" and "row"
     * @param enlarged pixels for each pixel of a letter
     */
    static void paint(String text, BufferedImage image, Color color, int left, int top, int enlarged) {
        for (int i = 0; i < text.length(); i++) {
            String[] rows = LETTERS.get(text.charAt(i));
            if (rows == null) {
                throw new IllegalArgumentException("there is no letter " + text.charAt(i));
            }
            for (int y = 0; y < HEIGHT * enlarged; y++) {
                for (int x = 0; x < WIDTH * enlarged; x++) {
                    if (rows[y / enlarged].charAt(x / enlarged) == '#') {
                        image.setRGB(left + i * ADVANCE * enlarged + x, top + y, color.getRGB());
                    }
                }
            }
        }
    }
}
