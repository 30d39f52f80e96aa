package org.aectl.cli;

import java.io.PrintWriter;
import org.aectl.config.PlainText;
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
            err.println(shown(line));
            err.flush();
        }
    }

    /** What only {@code --verbose} asks for. */
    void detail(String line) {
        if (verbose) {
            info(line);
        }
    }

    /** A return or line break in front is this program's own: something painted over ends with it. */
    private static String shown(String line) {
        int own = 0;
        while (own < line.length() && "\r\n".indexOf(line.charAt(own)) >= 0) {
            own++;
        }
        return line.substring(0, own) + PlainText.oneLine(line.substring(own));
    }

    /** Text without a line break, to be painted over; nothing in it may come from outside. */
    void raw(String text) {
        if (!quiet) {
            err.print(text);
            err.flush();
        }
    }

    void warn(String line) {
        err.println("aectl: warning: " + PlainText.oneLine(line));
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
