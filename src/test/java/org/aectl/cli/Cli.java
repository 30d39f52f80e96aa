package org.aectl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the program inside the test's own JVM; {@link Launcher} runs it as a user does. */
public final class Cli {
    private Cli() {}

    /** Runs one command with the given words. */
    public static Result run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errorOutput = new StringWriter();
        int exitCode = Main.run(arguments, new PrintWriter(output, true), new PrintWriter(errorOutput, true));
        return new Result(exitCode, output.toString(), errorOutput.toString());
    }
}
