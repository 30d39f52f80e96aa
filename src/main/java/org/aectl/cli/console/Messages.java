package org.aectl.cli.console;

import java.io.PrintWriter;
import java.util.function.IntSupplier;
import org.aectl.base.PlainText;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What is told beside the results: on stderr, and less of it with {@code --quiet}. On a terminal, one line at its lower end may be
 * painted over and over; whatever is told meanwhile stands above it.
 */
public final class Messages {
    /** From the cursor on, also in lines that the terminal made of one when its window became narrower. */
    private static final String ERASE = "\r\u001B[J";

    private final PrintWriter err;
    private final boolean quiet;
    private final boolean verbose;
    private final boolean interactive;
    private final IntSupplier width;
    private boolean isPainted;

    /** @param width columns of the terminal; asked only where there is one */
    Messages(PrintWriter err, boolean quiet, boolean verbose, boolean interactive, IntSupplier width) {
        this.err = err;
        this.quiet = quiet;
        this.verbose = verbose;
        this.interactive = interactive;
        this.width = width;
    }

    /** The same for all that takes part in a command: what one paints, another one's message must erase. */
    public static Messages of(CommandSpec command) {
        GlobalOptions options = GlobalOptions.of(command);
        if (options.messages == null) {
            options.messages = of(command, options);
        }
        return options.messages;
    }

    private static Messages of(CommandSpec command, GlobalOptions options) {
        // The launcher says whether stderr is a terminal, which Java cannot find out.
        boolean interactive = !options.quiet && Boolean.getBoolean("aectl.terminal") && Ansi.AUTO.enabled();
        return new Messages(
                command.commandLine().getErr(),
                options.quiet,
                options.verbose,
                interactive,
                () -> TerminalWidth.shared().getAsInt());
    }

    public void info(String line) {
        if (!quiet) {
            print(PlainText.oneLine(line));
        }
    }

    /** What only {@code --verbose} asks for. */
    public void detail(String line) {
        if (verbose) {
            info(line);
        }
    }

    /** What takes long: for whoever watches. In a log it would stand on slow days only. */
    public void working(String what) {
        if (interactive || verbose) {
            info(what + "...");
        }
    }

    public void warn(String line) {
        notice("warning: " + line);
    }

    void error(String line) {
        notice("error: " + line);
    }

    /** What is told even with {@code --quiet}. */
    public void notice(String line) {
        print("aectl: " + PlainText.oneLine(line));
    }

    private synchronized void print(String line) {
        erase();
        err.println(interactive ? Wrapping.wrap(line, columns()) : line);
        err.flush();
    }

    /** Shows how far something has come, in the terminal's last line, in place of what was painted there before. */
    synchronized void paint(StatusLine status) {
        if (interactive) {
            // Left at its beginning, the cursor stays there when the terminal breaks the line into several.
            err.print(ERASE + PlainText.oneLine(status.text(columns())) + "\r");
            err.flush();
            isPainted = true;
        }
    }

    /** Takes away what was painted. */
    synchronized void erase() {
        if (isPainted) {
            err.print(ERASE);
            err.flush();
            isPainted = false;
        }
    }

    /** Columns that a line may have: one less than the terminal, which would wrap after its last; no limit without a terminal. */
    int columns() {
        return interactive ? width.getAsInt() - 1 : Integer.MAX_VALUE;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    /** Whether a person watches. */
    public boolean interactive() {
        return interactive;
    }
}
