package org.aectl.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.aectl.base.Activity;
import org.aectl.base.Warnings;
import org.aectl.cli.command.AectlCommand;
import org.aectl.cli.console.Errors;
import org.aectl.cli.console.Messages;
import org.aectl.cli.console.PlainWriter;
import org.aectl.cli.console.TerminalWidth;
import org.aectl.cli.option.DeviceOption;
import org.aectl.cli.option.EmptyValues;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The commands, behind {@link Main}, which must start where a library is missing. */
final class Program {
    /** Commands that print configs and programs. */
    private static final Set<String> FOR_MACHINES = Set.of("config", "completion");

    private Program() {}

    static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = AectlCommand.commandLine(args)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, Program::path)
                .setParameterExceptionHandler(new Errors()::handleParseException)
                .setExecutionExceptionHandler(new Errors()::handleExecutionException)
                .setExecutionStrategy(parsed -> execute(parsed, out));
        try {
            return commandLine.execute(args);
        } catch (VirtualMachineError error) {
            return Errors.handleExhaustion(error, err);
        }
    }

    /** Picocli's own would add the names of Java's classes. */
    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException problem) {
            throw new TypeConversionException(Errors.describe(problem));
        }
    }

    /** Help is this program's own text, and has colours on a terminal. */
    private static int execute(ParseResult parsed, PrintWriter unfiltered) {
        EmptyValues.refuse(parsed);
        DeviceOption.settle(parsed);
        List<CommandLine> commands = parsed.asCommandLineList();
        int columns = isForPeople(parsed) ? TerminalWidth.ofResults() : Integer.MAX_VALUE;
        PrintWriter results = new PrintWriter(new PlainWriter(unfiltered, columns), true);
        commands.get(0).setOut(results);
        for (CommandLine command : commands) {
            boolean isHelp =
                    command.isUsageHelpRequested() || command.getCommandSpec().helpCommand();
            if (isHelp) {
                command.setOut(unfiltered);
            }
        }
        Messages messages = Messages.of(commands.get(commands.size() - 1).getCommandSpec());
        Warnings.begin(messages::warn);
        Activity.watch(messages::working);
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            Activity.watch(null);
            results.close();
        }
    }

    /** Whether results are prose and tables, and no text in a language for machines, of which no line may be broken. */
    private static boolean isForPeople(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .noneMatch(command -> FOR_MACHINES.contains(command.getCommandName())
                        || command.getParseResult().hasMatchedOption("--json")
                        || command.getParseResult().hasMatchedOption("--csv"));
    }
}
