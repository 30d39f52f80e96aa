package org.aectl.base;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that may take long without a word: whoever waits is told what it is once it has taken two seconds, and work that is
 * shorter stays silent.
 *
 * <pre>{@code
 * components = Activity.during("fitting principal components of 3,072 features", () -> fit(rows));
 * }</pre>
 */
public final class Activity {
    /** A person begins to wonder. */
    private static final long PATIENCE_MILLISECONDS = 2000;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "aectl-activity");
        // The program may end in the middle of it.
        thread.setDaemon(true);
        return thread;
    });

    private static volatile @Nullable Consumer<String> watcher;

    private Activity() {}

    /** What takes long, and what it may throw. */
    public interface Work<T, E extends Exception> {
        T get() throws E;
    }

    /**
     * Sets who is told of long work from now on, on a thread of its own; null for nobody.
     *
     * @param told takes what goes on, in words such as {@code reading train.csv}
     */
    public static void watch(@Nullable Consumer<String> told) {
        watcher = told;
    }

    /** Does the work and hands on what comes of it. */
    public static <T, E extends Exception> T during(String what, Work<T, E> work) throws E {
        return during(what, PATIENCE_MILLISECONDS, work);
    }

    static <T, E extends Exception> T during(String what, long patience, Work<T, E> work) throws E {
        Consumer<String> told = watcher;
        if (told == null) {
            return work.get();
        }
        Future<?> notice = CLOCK.schedule(() -> told.accept(what), patience, TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } finally {
            notice.cancel(false);
        }
    }
}
