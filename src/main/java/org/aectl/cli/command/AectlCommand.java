package org.aectl.cli.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code aectl} itself: options that every command has, and the list of commands. */
@Command(
        name = "aectl",
        description = {
            "Train autoencoders, and use the trained models.",
            "A training writes a run, a folder under models/; the other commands take its name. Results go to"
                    + " stdout, everything else to stderr."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aectl train --config configs/vae.json",
            "  aectl help train",
            "",
            "Exit codes:",
            "  0    done",
            "  1    the machine or the program failed",
            "  2    the command, the config or the data cannot be used; nothing was left",
            "       behind",
            "  3    the training diverged; the last good checkpoint is kept",
            "  130  interrupted; the last checkpoint is kept",
            "",
            "Environment:",
            "  JAVA_HOME        the JDK or JRE, 17 or later, to run with",
            "  AECTL_DATA       folder of fetched sets; by default in the user's cache folder",
            "  AECTL_DEVICE     auto, cpu or cuda, as --device",
            "  AECTL_THREADS    number of threads, as --threads",
            "  AECTL_JAVA_OPTS  options for the JVM, for example -Xmx8g",
            "  AECTL_CLASSPATH  jars to add, for example those of another ND4J backend",
            "  SPARK_HOME       the Spark 3.5 (Scala 2.12) of --engine spark",
            "  AECTL_CDS        off: start without the archive of loaded classes",
            "  NO_COLOR         no progress bar, no colours"
        },
        scope = ScopeType.INHERIT,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class AectlCommand implements Callable<Integer> {
    /** In the order of the help. */
    static final List<Class<?>> COMMANDS = List.of(
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
            BenchmarkCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            HelpCommand.class);

    /** Commands that look into the others. */
    private static final Set<String> OVER_ALL = Set.of("help", "completion");

    private static final String FIRST_STEPS = """
            aectl trains autoencoders and uses the trained models.

            Begin with:
              aectl train --config configs/vae.json   trains on digits that come with aectl
              aectl report vae                        writes a page about that training
              aectl config init ae > mine.yaml        writes a config for your own data

            aectl --help lists all commands; aectl help COMMAND explains one.
            """;

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // Messages finds it among the command's mixins.
    private GlobalOptions options;

    /** The program with all its commands. */
    public static CommandLine commandLine() {
        return commandLine("help");
    }

    /**
     * The program, ready for these words. To read the options of a command takes longer than to print most results, so
     * only that which is called has them; of the others there are names and descriptions.
     */
    public static CommandLine commandLine(String... words) {
        CommandLine program = new CommandLine(new AectlCommand());
        String called = Arrays.stream(words)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("");
        boolean all = OVER_ALL.contains(called) || called.startsWith("@");
        for (Class<?> command : COMMANDS) {
            Command declared = command.getAnnotation(Command.class);
            program.addSubcommand(all || declared.name().equals(called) ? command : named(declared));
        }
        return program;
    }

    private static CommandSpec named(Command declared) {
        CommandSpec command = CommandSpec.create().name(declared.name()).helpCommand(declared.helpCommand());
        command.usageMessage().description(declared.description());
        return command;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        err.print(FIRST_STEPS);
        err.flush();
        return ExitCode.INVALID_INPUT;
    }
}
