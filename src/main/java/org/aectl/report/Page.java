package org.aectl.report;

import java.io.IOException;
import java.nio.file.Path;

/** A page about a run. */
public interface Page {
    /** Writes the page; the file appears whole or not at all. */
    void write(Path file) throws IOException;
}
