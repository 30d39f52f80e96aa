package org.aectl.task.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Times repeated work: a warm-up that is thrown away, then rounds of equal length, each of which ends with a batch.
 */
final class Rounds {
    /** An odd number, so that there is one in the middle. */
    static final int COUNT = 7;

    private static final double WARM_UP_SHARE = 0.25;

    private final long warmUp;
    private final long length;
    private final List<Round> rounds = new ArrayList<>();
    private final AtomicLong making = new AtomicLong();
    private boolean isWarm;
    private long since;
    private long nanoseconds;
    private long examples;
    private int batches;

    /**
     * One round.
     *
     * @param making seconds that threads spent on making batches, added up
     */
    record Round(double seconds, long examples, int batches, double making) {}

    /** @param seconds of all rounds and the warm-up together */
    Rounds(double seconds) {
        double warmUpSeconds = seconds * WARM_UP_SHARE;
        this.warmUp = (long) (warmUpSeconds * 1e9);
        this.length = (long) ((seconds - warmUpSeconds) / COUNT * 1e9);
    }

    /** Starts the clock; again later, it leaves out the time since the last batch. */
    void resume() {
        since = System.nanoTime();
    }

    /** Counts a batch that has been worked on. */
    void done(int count) {
        long now = System.nanoTime();
        nanoseconds += now - since;
        since = now;
        examples += count;
        batches++;
        if (!isWarm) {
            if (nanoseconds >= warmUp) {
                isWarm = true;
                reset();
            }
        } else if (nanoseconds >= length) {
            rounds.add(new Round(nanoseconds / 1e9, examples, batches, making.get() / 1e9));
            reset();
        }
    }

    private void reset() {
        nanoseconds = 0;
        examples = 0;
        batches = 0;
        making.set(0);
    }

    /** Assembles a batch, or a part of one, on any thread. */
    <T> T make(Supplier<T> batch) {
        long start = System.nanoTime();
        T made = batch.get();
        making.addAndGet(System.nanoTime() - start);
        return made;
    }

    boolean areOver() {
        return rounds.size() >= COUNT;
    }

    List<Round> measured() {
        return List.copyOf(rounds);
    }
}
