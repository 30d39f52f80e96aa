package org.aectl.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.aectl.backend.device.BackendUnavailableException;
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
        if (exhaustion != null) {
            handleExhaustion(exhaustion, err);
        } else if (exception instanceof InvalidInputException invalid) {
            invalid.lines().forEach(messages::error);
        } else {
            messages.error(describe(exception));
        }
        if (messages.verbose()) {
            err.print(PlainText.lines(trace(exception)));
            err.flush();
        }
        return exitCode(exception);
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

    private static int exitCode(Exception exception) {
        if (exception instanceof InvalidInputException || exception instanceof InvalidPathException) {
            return ExitCode.INVALID_INPUT;
        }
        if (exception instanceof TrainingDivergedException) {
            return ExitCode.DIVERGED;
        }
        if (exception instanceof TrainingInterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        return ExitCode.FAILED;
    }

    /** An exception in one line. */
    public static String describe(Exception exception) {
        return oneLine(message(exception));
    }

    private static String message(Exception exception) {
        if (exception instanceof InvalidInputException invalid) {
            int more = invalid.lines().size() - 1;
            return invalid.lines().get(0) + (more > 0 ? " (and " + more + " more)" : "");
        }
        if (exception instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file";
        }
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + ": access denied";
        }
        if (exception instanceof FileSystemException problem) {
            // Some have no reason, because their class says it.
            return problem.getFile() + ": "
                    + (problem.getReason() == null ? "cannot be used here" : problem.getReason());
        }
        if (exception instanceof IOException
                || exception instanceof BackendUnavailableException
                || exception instanceof TrainingDivergedException
                || exception instanceof TrainingInterruptedException) {
            return String.valueOf(exception.getMessage());
        }
        if (exception instanceof InvalidPathException path) {
            return path.getInput() + ": is no path on this system: " + path.getReason();
        }
        return "unexpected " + exception.getClass().getSimpleName() + ": " + exception.getMessage()
                + " (run again with --verbose for the place)";
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? "no message"
                : PlainText.oneLine(message.replaceAll("\\s*\\R\\s*", " ")).trim();
    }
}
