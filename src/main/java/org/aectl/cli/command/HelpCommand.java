package org.aectl.cli.command;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code aectl help config init}: the same as {@code aectl config init --help}, which picocli's own cannot say. */
@Command(
        name = "help",
        helpCommand = true,
        description = "Show the help of a command, like its --help, or of the program.",
        footer = {"  aectl help train", "  aectl help config init"})
final class HelpCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            completionCandidates = HelpCommand.CommandNames.class,
            description = "Command, and sub-command if it has some.")
    private List<String> words = new ArrayList<>();

    /** Commands of the program. */
    static final class CommandNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return AectlCommand.COMMANDS.stream()
                    .map(command -> command.getAnnotation(Command.class).name())
                    .iterator();
        }
    }

    @Override
    public void run() {
        refuseUnknownOptions();
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new ParameterException(spec.commandLine(), reason(command, word));
            }
            command = next;
        }
        command.usage(spec.commandLine().getOut());
    }

    /** Picocli lets them pass where help is asked for. */
    private void refuseUnknownOptions() {
        List<String> unknown = spec.commandLine().getUnmatchedArguments();
        if (!unknown.isEmpty()) {
            throw new UnmatchedArgumentException(spec.commandLine(), unknown);
        }
    }

    private static String reason(CommandLine command, String word) {
        String name = command.getCommandSpec().qualifiedName();
        return command.getSubcommands().isEmpty()
                ? name + " has no sub-commands, and so no " + word
                : name + " has no command " + word + "; it has "
                        + String.join(", ", command.getSubcommands().keySet());
    }
}
