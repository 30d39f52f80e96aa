package org.aectl.cli.console;

/** What the program returns to the shell. */
public final class ExitCode {
    public static final int DONE = 0;
    /** The machine or the program failed: a full disk, a file that cannot be read, a bug. */
    public static final int FAILED = 1;
    /** The user's words, config or data cannot be used. */
    public static final int INVALID_INPUT = 2;
    /** The loss stopped being a finite number. */
    public static final int DIVERGED = 3;
    /** Stopped by Ctrl-C or SIGTERM, with the last checkpoint kept; 128 + SIGINT, as shells have it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
