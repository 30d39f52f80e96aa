package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;

/** Runs the program inside the test's own JVM, which is quick. {@link EveryCommandIT} calls each command as a user does. */
public final class Cli {
    private Cli() {}

    /** Runs one command with the given words. */
    public static Result run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errorOutput = new StringWriter();
        int exitCode = Main.run(arguments, new PrintWriter(output, true), new PrintWriter(errorOutput, true));
        return new Result(exitCode, output.toString(), errorOutput.toString());
    }

    /** As above, with words that come after the first ones. */
    static Result run(List<String> first, String... more) {
        return run(Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /** Trains a run of this name by a config, which is written beside it. */
    static void train(Path models, String name, String config) throws IOException {
        Path file = Files.writeString(models.resolve(name + ".yaml"), config);
        Result result = run("train", "--config", file.toString(), "--output", models.toString());
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
    }
}
