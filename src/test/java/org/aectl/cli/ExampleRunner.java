package org.aectl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the program many times in one JVM that was started in the folder where the examples are to be run: a JVM cannot
 * change its folder, and starting one for each example would take minutes. What they write is written.
 */
public final class ExampleRunner {
    /** A line of this, and the call's number, stands before what a call writes. */
    static final String MARK = "@@@ call ";

    private ExampleRunner() {}

    /**
     * One call.
     *
     * @param words what the program is called with
     * @param target file that gets the output; null for none
     */
    record Call(List<String> words, @Nullable String target) {}

    /**
     * Runs calls one after the other.
     *
     * @param args a JSON file with the calls, where to write their exit codes, and whether they are in a terminal
     */
    public static void main(String[] args) throws IOException {
        Main.settle();
        boolean isTerminal = Boolean.parseBoolean(args[2]);
        System.setProperty("aectl.terminal", args[2]);
        PrintWriter out = new PrintWriter(Main.standardOutput(), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        List<Integer> exitCodes = new ArrayList<>();
        for (Call call : JsonMapper.shared().readValue(Files.readString(Path.of(args[0])), Call[].class)) {
            out.println(MARK + exitCodes.size());
            System.setProperty("aectl.terminal.results", Boolean.toString(isTerminal && call.target() == null));
            exitCodes.add(run(call, out, err));
        }
        out.println(MARK + exitCodes.size());
        Files.writeString(Path.of(args[1]), JsonMapper.shared().writeValueAsString(exitCodes));
    }

    private static int run(Call call, PrintWriter out, PrintWriter err) throws IOException {
        String[] words = call.words().toArray(String[]::new);
        if (call.target() == null) {
            return Main.run(words, out, err);
        }
        try (PrintWriter file = new PrintWriter(call.target(), StandardCharsets.UTF_8)) {
            return Main.run(words, file, err);
        }
    }
}
