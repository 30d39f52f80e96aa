package org.aectl.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.base.Activity;
import org.aectl.data.Warnings;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The commands, behind {@link Main}, which must start where a library is missing. */
final class Program {
    private Program() {}

    static int run(String[] args, PrintWriter out, PrintWriter err) {
        Warnings.begin(text -> Messages.warn(err, text));
        CommandLine commandLine = new CommandLine(new AectlCommand())
                .setOut(new PrintWriter(new PlainWriter(out), true))
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
        for (CommandLine command : parsed.asCommandLineList()) {
            boolean isHelp =
                    command.isUsageHelpRequested() || command.getCommandSpec().helpCommand();
            if (isHelp) {
                command.setOut(unfiltered);
            }
        }
        List<CommandLine> commands = parsed.asCommandLineList();
        Messages messages = Messages.of(commands.get(commands.size() - 1).getCommandSpec());
        Activity.watch(messages::working);
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            Activity.watch(null);
        }
    }
}
