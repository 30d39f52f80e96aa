package org.aectl.kernel;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The threads that arithmetic is divided among: as many as the BLAS was set to, which then computes each call on the thread
 * that makes it. The BLAS's own threads wait for each other spinning, so that on cores that other programs want too they are
 * many times slower than a single one; these here sleep, and hand on what they have not begun.
 */
public final class Workers {
    private static volatile int count = takeOver();
    private static @Nullable WorkerPool team;

    private Workers() {}

    private static int takeOver() {
        int threads = Math.max(1, Nd4j.factory().blas().getMaxThreads());
        Nd4j.factory().blas().setMaxThreads(1);
        return threads;
    }

    /** How many of them there are. The first call loads the native libraries. */
    public static int count() {
        return count;
    }

    /** Changes how many there are, of the whole process. */
    public static void set(int newCount) {
        count = newCount;
    }

    /** Does all parts of something, in any order and several at once, and waits for them. */
    static void forEach(int parts, IntConsumer work) {
        int most = count;
        if (parts > 1 && most > 1) {
            teamOf(most).forEach(parts, most, work);
        } else {
            WorkerPool.alone(parts, work);
        }
    }

    /**
     * Has all parts of something done in any order, several at once, in the time that other work leaves. Parts should be small,
     * because urgent work waits for the one that is being done.
     *
     * @throws IllegalStateException if there is but one thread, which has no time to spare
     */
    public static BackgroundTask inSpareTime(int parts, IntConsumer work) {
        int most = count;
        if (most < 2) {
            throw new IllegalStateException("one thread has no time to spare");
        }
        return teamOf(most).inSpareTime(parts, most, work);
    }

    private static synchronized WorkerPool teamOf(int most) {
        if (team == null || team.helpers() < most - 1) {
            team = new WorkerPool(most - 1);
        }
        return team;
    }
}
