package org.aectl.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code aectl} itself: options that every command has, and the list of commands. */
@Command(
        name = "aectl",
        description = "Trains and uses autoencoders.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            TrainCommand.class,
            ReconstructCommand.class,
            DenoiseCommand.class,
            SampleCommand.class,
            EmbedCommand.class,
            EvaluateCommand.class,
            DetectCommand.class,
            FinetuneCommand.class,
            PredictCommand.class,
            InspectCommand.class,
            ReportCommand.class,
            RunsCommand.class,
            ConfigCommand.class,
            DataCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        })
final class AectlCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print results and errors only.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Print more; with an error, where in the program it arose.")
    boolean verbose;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
