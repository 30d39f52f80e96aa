package org.aectl.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What is told beside the results: on stderr, and less of it with {@code --quiet}. */
final class Messages {
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean verbose;

    private Messages(PrintWriter err, boolean quiet, boolean verbose) {
        this.err = err;
        this.quiet = quiet;
        this.verbose = verbose;
    }

    static Messages of(CommandSpec command) {
        AectlCommand root = (AectlCommand) command.root().userObject();
        return new Messages(command.commandLine().getErr(), root.quiet, root.verbose);
    }

    void info(String line) {
        if (!quiet) {
            err.println(PlainText.of(line));
            err.flush();
        }
    }

    /** What only {@code --verbose} asks for. */
    void detail(String line) {
        if (verbose) {
            info(line);
        }
    }

    /** Text without a line break, to be painted over. */
    void raw(String text) {
        if (!quiet) {
            err.print(text);
            err.flush();
        }
    }

    void warn(String line) {
        err.println("aectl: warning: " + PlainText.of(line));
        err.flush();
    }

    boolean quiet() {
        return quiet;
    }

    /** Whether a person watches: the launcher says whether stderr is a terminal, which Java cannot find out. */
    boolean interactive() {
        return !quiet && Boolean.getBoolean("aectl.terminal") && Ansi.AUTO.enabled();
    }
}
