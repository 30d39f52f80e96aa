package org.aectl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The program run inside the test's own JVM: what it returned and printed. */
record Launch(int exitCode, String output, String errorOutput) {
    static Launch of(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Launch(exitCode, out.toString(), err.toString());
    }

    List<String> errorLines() {
        return errorOutput.lines().toList();
    }
}
