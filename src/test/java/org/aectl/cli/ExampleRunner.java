package org.aectl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the program many times in one JVM that was started in the folder where the examples are to be run: a JVM cannot
 * change its folder, and starting one for each example would take minutes.
 */
public final class ExampleRunner {
    private ExampleRunner() {}

    /**
     * One call.
     *
     * @param words what the program is called with
     * @param target file that gets the output; null for none
     */
    record Call(List<String> words, @Nullable String target) {}

    /** What came of a call. */
    record Outcome(int exitCode, String errorOutput, double seconds) {}

    /**
     * Runs calls one after the other.
     *
     * @param args a JSON file with the calls, and where to write their outcomes
     */
    public static void main(String[] args) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Call call : JsonMapper.shared().readValue(Files.readString(Path.of(args[0])), Call[].class)) {
            outcomes.add(run(call));
        }
        Files.writeString(Path.of(args[1]), JsonMapper.shared().writeValueAsString(outcomes));
    }

    private static Outcome run(Call call) throws IOException {
        long start = System.nanoTime();
        Result result = Cli.run(call.words().toArray(String[]::new));
        if (call.target() != null) {
            Files.writeString(Path.of(call.target()), result.output());
        }
        return new Outcome(result.exitCode(), result.errorOutput(), (System.nanoTime() - start) / 1e9);
    }
}
