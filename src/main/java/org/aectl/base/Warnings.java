package org.aectl.base;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * What a user should know about data, told while they are read: once for a call of the program, however often it opens them.
 */
public final class Warnings {
    private static final Set<String> TOLD = new HashSet<>();

    private static Consumer<String> receiver = Warnings::log;

    private Warnings() {}

    /** Where the program has named no other receiver, as on a worker of a cluster. Asks for the log late, which takes long to set up. */
    private static void log(String warning) {
        LoggerFactory.getLogger(Warnings.class).warn(warning);
    }

    /** Begins a call of the program, whose warnings go to this receiver. */
    public static synchronized void begin(Consumer<String> to) {
        receiver = to;
        TOLD.clear();
    }

    /** Tells it, unless it was told before. */
    public static synchronized void tell(String warning) {
        if (TOLD.add(warning)) {
            receiver.accept(warning);
        }
    }
}
