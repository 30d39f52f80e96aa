package org.aectl.cli;

import java.util.List;

/** What one call of the program gave back. */
public record Result(int exitCode, String output, String errorOutput) {
    /** What it printed on stderr, line by line. */
    public List<String> errorLines() {
        return errorOutput.lines().toList();
    }
}
