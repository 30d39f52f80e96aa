package org.aectl.report.plot;

import java.awt.Color;
import java.util.List;

/** Muted colours that are told apart by people with the usual kinds of colour blindness as well, on white. */
final class ChartColors {
    static final Color BLUE = new Color(0x3B6FA0);
    static final Color RED = new Color(0xC8553D);
    static final Color GREY = new Color(0x8C8C8C);

    static final Color INK = new Color(0x26, 0x2A, 0x30);
    static final Color QUIET_INK = new Color(0x5A, 0x60, 0x68);
    static final Color LINE = new Color(0xB8, 0xBD, 0xC4);
    static final Color GRID = new Color(0xE9, 0xEB, 0xEE);

    static final List<Color> CLASSES = List.of(
            BLUE,
            new Color(0xE0913A),
            new Color(0x4F9A6B),
            RED,
            new Color(0x8A6BB1),
            new Color(0x8C6D5A),
            new Color(0xD585B5),
            new Color(0x6F7680),
            new Color(0xB9B04A),
            new Color(0x4FB3BF));

    private ChartColors() {}

    /** The colour of a class; after ten they come again. */
    static Color ofClass(int number) {
        return CLASSES.get(number % CLASSES.size());
    }

    /** The same colour, so that what is behind shines through. */
    static Color transparent(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
