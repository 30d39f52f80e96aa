package org.aectl.cli;

import java.util.List;
import java.util.stream.Stream;
import org.aectl.cli.command.AectlCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands of the program, as its own declarations have them; so a new one is in every test by itself. */
final class Commands {
    private Commands() {}

    /** The program itself, then every command and sub-command. */
    static List<CommandSpec> all() {
        CommandLine root = AectlCommand.commandLine();
        // Not as wide as the terminal of whoever runs the test.
        root.setUsageHelpAutoWidth(false).setUsageHelpWidth(80);
        return below(root).map(CommandLine::getCommandSpec).toList();
    }

    /** All but those that only hold others, and {@code data fetch}, which would ask for files of full size. */
    static List<CommandSpec> thatDoSomething() {
        return all().stream()
                .filter(command -> command.subcommands().isEmpty())
                .filter(command -> !command.name().equals("fetch"))
                .toList();
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(Commands::below));
    }

    /** The lines of a command's help that show how it is called. */
    static List<String> examples(CommandSpec command) {
        if (!command.usageMessage().footerHeading().contains("Examples:")) {
            return List.of();
        }
        return Stream.of(command.usageMessage().footer())
                .takeWhile(line -> !line.isBlank())
                .map(String::strip)
                .toList();
    }
}
