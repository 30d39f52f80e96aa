package org.aectl.cli.console;

import org.aectl.train.StopRequest;
import org.jline.utils.Signals;

/**
 * Turns Ctrl-C, SIGTERM and the end of the terminal (SIGHUP, unless nohup has it ignored) into a request to stop after the current step; the second one ends the program at once.
 */
public final class Interrupts implements AutoCloseable {
    private static final String[] SIGNALS = {"INT", "TERM", "HUP"};

    private final Object[] previous = new Object[SIGNALS.length];

    private Interrupts() {}

    public static Interrupts request(StopRequest stop, Messages messages) {
        Interrupts interrupts = new Interrupts();
        for (int i = 0; i < SIGNALS.length; i++) {
            interrupts.previous[i] = Signals.register(SIGNALS[i], () -> {
                if (stop.isRequested()) {
                    endAtOnce();
                }
                stop.request();
                messages.info("stopping with a checkpoint; once more to stop at once");
            });
        }
        return interrupts;
    }

    @Override
    public void close() {
        for (int i = 0; i < SIGNALS.length; i++) {
            Signals.unregister(SIGNALS[i], previous[i]);
        }
    }

    /** Ends the program without waiting for anything, for the user who does not want to wait. */
    private static void endAtOnce() {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
}
