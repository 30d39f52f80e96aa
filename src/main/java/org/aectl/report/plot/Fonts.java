package org.aectl.report.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The fonts that labels in pictures need; a server may never have had any installed, and Java fails without. */
public final class Fonts {
    /** Says that a picture is missing. */
    public static final String MISSING = " is left out, because Java finds no fonts on this machine to label it with";

    private Fonts() {}

    /** Whether this machine has fonts. */
    public static boolean areThere() {
        try {
            return !new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                    .getStringBounds("0", new FontRenderContext(null, true, true))
                    .isEmpty();
        } catch (RuntimeException | InternalError | LinkageError noFonts) {
            return false;
        }
    }
}
