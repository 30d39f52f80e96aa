package org.aectl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs the program inside the test's own JVM, which is quick. The tests with the tag {@value #THROUGH_THE_LAUNCHER} run a second
 * time, at the end of {@code mvn verify}, and then each call goes through {@link Launcher}, as a user's does.
 */
public final class Cli {
    static final String THROUGH_THE_LAUNCHER = "launcher";

    private static final boolean LAUNCHES = Boolean.getBoolean("aectl.tests.launcher");

    private Cli() {}

    /** Runs one command with the given words. */
    public static Result run(String... arguments) {
        return LAUNCHES ? launch(arguments) : runHere(arguments);
    }

    private static Result launch(String... arguments) {
        try {
            return Launcher.run(Path.of("").toAbsolutePath(), Map.of(), arguments);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    private static Result runHere(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errorOutput = new StringWriter();
        int exitCode = Main.run(arguments, new PrintWriter(output, true), new PrintWriter(errorOutput, true));
        return new Result(exitCode, output.toString(), errorOutput.toString());
    }
}
