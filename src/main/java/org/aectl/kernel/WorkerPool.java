package org.aectl.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do the parts of one work after the other together with the thread that asks. Between two works they look for
 * the next one for some 75 microseconds, and only then sleep: within a step there is always more to come. While they look they
 * do parts of a work that nobody waits for yet, if there is one. Whoever is free takes the next part, so that one which is put
 * aside by the system holds up no part that it has not begun.
 */
final class WorkerPool {
    /** Each takes 25 ns on a Zen 4; ten times fewer or five times more make no difference there. */
    private static final int LOOKS = 3000;

    private final ReentrantLock isUsed = new ReentrantLock();
    private final List<Member> members = new ArrayList<>();
    private final AtomicReference<@Nullable Work> spare = new AtomicReference<>();

    /** @param helpers threads besides the one that asks */
    WorkerPool(int helpers) {
        for (int i = 0; i < helpers; i++) {
            Member member = new Member("kernel-" + (i + 1));
            members.add(member);
            member.start();
        }
    }

    int helpers() {
        return members.size();
    }

    /**
     * Does all parts and waits for them. A thread that asks while another one's work is done does its own alone.
     *
     * @param most threads that may work on it, at least 1
     */
    void forEach(int parts, int most, IntConsumer task) {
        finish(new Work(parts, task), most);
    }

    /** Has a work done in the time that is left between others; a later one takes its place. */
    BackgroundTask inSpareTime(int parts, int most, IntConsumer task) {
        Work work = new Work(parts, task);
        spare.set(work);
        return new BackgroundTask() {
            @Override
            public void finish() {
                drop();
                WorkerPool.this.finish(work, most);
            }

            @Override
            public void drop() {
                spare.compareAndSet(work, null);
            }
        };
    }

    private void finish(Work work, int most) {
        if (work.left.get() > 0 && isUsed.tryLock()) {
            try {
                for (Member member : members.subList(0, Math.min(most, work.parts) - 1)) {
                    member.offer(work);
                }
                work.take();
                await(work);
            } finally {
                isUsed.unlock();
            }
        } else {
            work.take();
            await(work);
        }
    }

    static void alone(int parts, IntConsumer task) {
        for (int part = 0; part < parts; part++) {
            task.accept(part);
        }
    }

    /** Waits for the parts that other threads have begun. */
    private void await(Work work) {
        work.waiting = Thread.currentThread();
        for (int looks = 0; work.left.get() > 0; looks++) {
            if (looks < LOOKS) {
                doSpareWork();
            } else {
                LockSupport.park(this);
            }
        }
        work.throwFailure();
    }

    /** A moment that a thread has to spare. */
    private void doSpareWork() {
        Work work = spare.get();
        if (work == null) {
            Thread.onSpinWait();
        } else if (!work.takeOne()) {
            spare.compareAndSet(work, null);
        }
    }

    private static final class Work {
        private final int parts;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile @Nullable Thread waiting;

        Work(int parts, IntConsumer task) {
            this.parts = parts;
            this.task = task;
            this.left = new AtomicInteger(parts);
        }

        /** Does parts as long as there are some that nobody has begun. */
        @SuppressWarnings("StatementWithEmptyBody")
        void take() {
            while (takeOne()) {}
        }

        /** Does a part that nobody has begun, if there is one. */
        boolean takeOne() {
            int part = next.getAndIncrement();
            if (part >= parts) {
                return false;
            }
            try {
                task.accept(part);
            } catch (RuntimeException | Error problem) {
                failure.compareAndSet(null, problem);
            }
            if (left.decrementAndGet() == 0) {
                // Null before anybody waits: unpark then does nothing.
                LockSupport.unpark(waiting);
            }
            return true;
        }

        void throwFailure() {
            ExceptionUtils.throwUnchecked(failure.get());
        }
    }

    private final class Member extends Thread {
        private final AtomicReference<@Nullable Work> offered = new AtomicReference<>();
        private volatile boolean isAsleep;

        Member(String name) {
            super(name);
            setDaemon(true);
        }

        void offer(Work work) {
            offered.set(work);
            if (isAsleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        @SuppressWarnings("InfiniteLoopStatement")
        public void run() {
            while (true) {
                next().take();
            }
        }

        private Work next() {
            for (int looks = 0; ; looks++) {
                Work work = offered.get() == null ? null : offered.getAndSet(null);
                if (work != null) {
                    return work;
                }
                if (looks < LOOKS) {
                    doSpareWork();
                } else {
                    isAsleep = true;
                    // Whoever offered before that was seen did not wake this thread.
                    if (offered.get() == null) {
                        LockSupport.park(this);
                    }
                    isAsleep = false;
                }
            }
        }
    }
}
