package org.aectl.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The words that the program was started with, for a run's manifest. */
public final class CommandWords {
    private CommandWords() {}

    public static List<String> of(CommandSpec command) {
        List<String> words = new ArrayList<>(List.of("aectl"));
        words.addAll(command.commandLine().getParseResult().originalArgs());
        return words;
    }
}
