package org.aectl.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The program's own files of this package. */
public final class PageFile {
    private PageFile() {}

    /** The text of one. */
    public static String text(String name) {
        try (InputStream in = PageFile.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file report/" + name);
            }
            // Browsers read every line break as this one, and the hash of a page's script is of what they read.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
