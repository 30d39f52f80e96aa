package org.aectl.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.aectl.backend.device.BackendUnavailableException;
import org.aectl.base.ExceptionTable;
import org.aectl.base.InvalidInputException;
import org.aectl.base.PlainText;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingInterruptedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into lines on stderr and exit codes. */
public final class Errors {
    private static final String PREFIX = "aectl: error: ";
    /** Causes can go in a circle. */
    private static final int DEEPEST_CAUSE = 50;

    /** Words that picocli could not place. */
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        Messages.of(command).error(oneLine(UsageMessage.of(problem)) + " (see " + command.qualifiedName() + " --help)");
        return ExitCode.INVALID_INPUT;
    }

    /** What a command threw. */
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        Messages messages = Messages.of(commandLine.getCommandSpec());
        VirtualMachineError exhaustion = exhaustion(exception);
        Report report = report(exception);
        if (exhaustion != null) {
            handleExhaustion(exhaustion, err);
        } else {
            report.lines().forEach(messages::error);
        }
        if (messages.verbose()) {
            err.print(PlainText.lines(trace(exception)));
            err.flush();
        }
        return report.exitCode();
    }

    /** What happened in a thread that works for the command, and reaches it as the cause of something else. */
    private static @Nullable VirtualMachineError exhaustion(Throwable exception) {
        Throwable cause = exception;
        for (int depth = 0; depth < DEEPEST_CAUSE && cause != null; depth++) {
            if (cause instanceof VirtualMachineError error) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** What leaves Java without room to go on, which picocli passes by. */
    public static int handleExhaustion(VirtualMachineError error, PrintWriter err) {
        err.println(PREFIX
                + (error instanceof OutOfMemoryError
                        ? "Java ran out of memory: " + oneLine(error.getMessage())
                                + "; AECTL_JAVA_OPTS=-Xmx8g gives it 8 GB"
                        : "the program cannot go on: " + error.getClass().getSimpleName()));
        return ExitCode.FAILED;
    }

    private static String trace(Exception exception) {
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    /** An exception in one line. */
    public static String describe(Exception exception) {
        List<String> lines = report(exception).lines();
        int more = lines.size() - 1;
        return oneLine(lines.get(0) + (more > 0 ? " (and " + more + " more)" : ""));
    }

    private record Report(int exitCode, List<String> lines) {
        Report(int exitCode, @Nullable String message) {
            this(exitCode, List.of(oneLine(message)));
        }
    }

    private static Report failed(@Nullable String message) {
        return new Report(ExitCode.FAILED, message);
    }

    private static Report report(Exception exception) {
        return new ExceptionTable<Report>()
                .on(InvalidInputException.class, invalid -> new Report(ExitCode.INVALID_INPUT, invalid.lines()))
                .on(
                        InvalidPathException.class,
                        path -> new Report(
                                ExitCode.INVALID_INPUT,
                                path.getInput() + ": is no path on this system: " + path.getReason()))
                .on(TrainingDivergedException.class, diverged -> new Report(ExitCode.DIVERGED, diverged.getMessage()))
                .on(
                        TrainingInterruptedException.class,
                        interrupted -> new Report(ExitCode.INTERRUPTED, interrupted.getMessage()))
                .on(NoSuchFileException.class, missing -> failed(missing.getFile() + ": there is no such file"))
                .on(AccessDeniedException.class, denied -> failed(denied.getFile() + ": access denied"))
                // Some have no reason, because their class says it.
                .on(
                        FileSystemException.class,
                        problem -> failed(problem.getFile() + ": "
                                + (problem.getReason() == null ? "cannot be used here" : problem.getReason())))
                .on(IOException.class, problem -> failed(String.valueOf(problem.getMessage())))
                .on(BackendUnavailableException.class, problem -> failed(problem.getMessage()))
                .on(
                        Exception.class,
                        problem -> failed("unexpected " + problem.getClass().getSimpleName() + ": "
                                + problem.getMessage() + " (run again with --verbose for the place)"))
                .of(exception);
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? "no message"
                : PlainText.oneLine(message.replaceAll("\\s*\\R\\s*", " ")).trim();
    }
}
