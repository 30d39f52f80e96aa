package org.aectl.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.Signals;

/**
 * Columns of the terminal that a person watches. {@code stty} is asked, which every system with terminals has, at the first look
 * and after each change of the window's size: Java cannot find it out, and a process for each refresh would be too costly.
 */
public final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final int LEAST = 20;
    private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,4})");
    private static final int PATIENCE_SECONDS = 1;

    private static final TerminalWidth SHARED = new TerminalWidth();

    private volatile boolean stale = true;
    private volatile int columns = USUAL;

    private TerminalWidth() {
        Signals.register("WINCH", () -> stale = true);
    }

    /** Of this process's terminal; to be asked where there is one. */
    static TerminalWidth shared() {
        return SHARED;
    }

    /**
     * Columns that a line of results may have, one less than the terminal as for messages. No limit where they go to a file or
     * to a program, which want each line whole.
     */
    public static int ofResults() {
        return Boolean.getBoolean("aectl.terminal.results") ? shared().getAsInt() - 1 : Integer.MAX_VALUE;
    }

    /** At least 20, and 80 where nobody can say. */
    @Override
    public int getAsInt() {
        if (stale) {
            // Before the question: a change while it is answered asks once more.
            stale = false;
            columns = ask();
        }
        return columns;
    }

    private static int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return parse(new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII));
                }
            } finally {
                stty.destroyForcibly();
            }
        } catch (IOException noStty) {
            return USUAL;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return USUAL;
    }

    /** @param answer rows and columns; a terminal that does not know its size says 0 */
    static int parse(String answer) {
        Matcher size = SIZE.matcher(answer.strip());
        return size.matches() ? Math.max(LEAST, Integer.parseInt(size.group(1))) : USUAL;
    }
}
