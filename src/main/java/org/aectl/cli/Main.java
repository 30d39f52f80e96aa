package org.aectl.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.aectl.base.Activity;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Entry point: hands the words to picocli and the exit code to the shell. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Or Deeplearning4j, where memory runs out, would leave a file in the folder the user happens to be in.
        System.setProperty("org.deeplearning4j.crash.reporting.enabled", "false");
        // Or JavaCPP would write to stderr by itself.
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = run(args, out, err);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** For the launcher's questions before the program starts. */
    static OutputStream standardOutput() {
        return System.out;
    }

    /** Ends the program without waiting for anything, for the user who does not want to wait. */
    static void endAtOnce() {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    /** Split out from {@link #main} so that tests can check the exit code without ending their own JVM. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new AectlCommand())
                .setOut(new PrintWriter(new PlainWriter(out), true))
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Errors()::handleParseException)
                .setExecutionExceptionHandler(new Errors()::handleExecutionException)
                .setExecutionStrategy(parsed -> execute(parsed, out));
        try {
            return commandLine.execute(args);
        } catch (VirtualMachineError error) {
            return Errors.handleExhaustion(error, err);
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
        Activity.watch(what -> messages.info(what + "..."));
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            Activity.watch(null);
        }
    }
}
