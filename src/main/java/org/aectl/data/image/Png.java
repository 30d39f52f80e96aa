package org.aectl.data.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** Writes pictures as PNG. */
public final class Png {
    static {
        // In memory: a folder for temporary files need not be there.
        ImageIO.setUseCache(false);
    }

    private Png() {}

    public static void write(BufferedImage picture, OutputStream out) throws IOException {
        if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("this Java cannot write PNG");
        }
    }
}
