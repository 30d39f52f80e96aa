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

    private static volatile @Nullable Watcher watcher;

    /** Who is told, and after how long. */
    private record Watcher(Consumer<String> told, long patience) {}

    private Activity() {}

    /** What takes long, and what it may throw. */
    public interface Work<T, E extends Exception> {
        T get() throws E;
    }

    /** The same, where nothing comes of it. */
    public interface Step<E extends Exception> {
        void take() throws E;
    }

    /**
     * Sets who is told of long work from now on, on a thread of its own; null for nobody.
     *
     * @param told takes what goes on, in words such as {@code reading train.csv}
     */
    public static void watch(@Nullable Consumer<String> told) {
        watcher = told == null ? null : new Watcher(told, PATIENCE_MILLISECONDS);
    }

    /** As {@link #watch}, but told of all work, on the thread that does it and before it begins. */
    public static void watchAll(Consumer<String> told) {
        watcher = new Watcher(told, 0);
    }

    /** Does the work. */
    public static <E extends Exception> void step(String what, Step<E> step) throws E {
        // Java would not know which of two methods of one name a lambda means.
        Activity.<Boolean, E>during(what, () -> {
            step.take();
            return true;
        });
    }

    /** Does the work and hands on what comes of it. */
    public static <T, E extends Exception> T during(String what, Work<T, E> work) throws E {
        Watcher now = watcher;
        return now == null ? work.get() : during(what, now.told, now.patience, work);
    }

    static <T, E extends Exception> T during(String what, Consumer<String> told, long patience, Work<T, E> work)
            throws E {
        if (patience == 0) {
            told.accept(what);
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
