package org.aectl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerPoolTest {
    private final WorkerPool team = new WorkerPool(3);

    private static void hasAllOnce(AtomicIntegerArray done) {
        for (int part = 0; part < done.length(); part++) {
            assertThat(done.get(part)).as("part %d", part).isEqualTo(1);
        }
    }

    @Test
    void everyPartIsDoneOnceByTheTimeTheCallReturns() {
        for (int round = 0; round < 3000; round++) {
            AtomicIntegerArray done = new AtomicIntegerArray(round % 17 + 1);
            team.forEach(done.length(), round % 4 + 1, done::incrementAndGet);
            hasAllOnce(done);
        }
    }

    @Test
    void threadsThatHaveFallenAsleepAreWoken() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            // Long enough for all of them to have given up looking.
            Thread.sleep(5);
            CountDownLatch together = new CountDownLatch(4);
            team.forEach(4, 4, part -> {
                together.countDown();
                try {
                    together.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            });
            assertThat(together.getCount()).isZero();
        }
    }

    @Test
    void twoThreadsMayAskAtOnce() throws InterruptedException {
        AtomicIntegerArray first = new AtomicIntegerArray(20_000);
        AtomicIntegerArray second = new AtomicIntegerArray(20_000);
        Thread other = new Thread(() -> team.forEach(first.length(), 4, first::incrementAndGet));
        other.start();
        team.forEach(second.length(), 4, second::incrementAndGet);
        other.join();
        hasAllOnce(first);
        hasAllOnce(second);
    }

    @Test
    void aFailureArrivesOnceTheOtherPartsAreDone() {
        AtomicIntegerArray done = new AtomicIntegerArray(50);
        assertThatThrownBy(() -> team.forEach(50, 4, part -> {
                    done.incrementAndGet(part);
                    if (part == 7) {
                        throw new IllegalStateException("seven");
                    }
                }))
                .hasMessage("seven");
        hasAllOnce(done);
        AtomicIntegerArray again = new AtomicIntegerArray(50);
        team.forEach(50, 4, again::incrementAndGet);
        hasAllOnce(again);
    }

    @Test
    void spareWorkIsDoneOnceByTheTimeItIsFinishedWhateverElseIsDoneMeanwhile() {
        for (int round = 0; round < 500; round++) {
            AtomicIntegerArray spare = new AtomicIntegerArray(round % 40 + 1);
            BackgroundTask work = team.inSpareTime(spare.length(), 4, spare::incrementAndGet);
            for (int urgent = 0; urgent < round % 5; urgent++) {
                AtomicIntegerArray done = new AtomicIntegerArray(8);
                team.forEach(8, 4, done::incrementAndGet);
                hasAllOnce(done);
            }
            work.finish();
            hasAllOnce(spare);
        }
    }

    @Test
    void spareWorkIsDoneByThreadsThatWait() throws InterruptedException {
        CountDownLatch isDone = new CountDownLatch(1);
        team.inSpareTime(1, 4, part -> isDone.countDown());
        // One part lasts until the spare work is done, by the thread that asked or by one that found no part.
        team.forEach(2, 2, part -> {
            if (part == 1) {
                try {
                    isDone.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        });
        assertThat(isDone.getCount()).isZero();
    }

    @Test
    void aFailureOfSpareWorkArrivesWhenItIsFinished() {
        BackgroundTask work = team.inSpareTime(9, 4, part -> {
            if (part == 3) {
                throw new IllegalStateException("three");
            }
        });
        team.forEach(4, 4, part -> {});

        assertThatThrownBy(work::finish).hasMessage("three");
    }

    @Test
    void spareWorkThatWasDroppedIsNotBegun() throws InterruptedException {
        AtomicIntegerArray done = new AtomicIntegerArray(1);
        // Its threads are asleep: nobody has begun before it is dropped.
        Thread.sleep(20);
        team.inSpareTime(1, 4, done::incrementAndGet).drop();
        team.forEach(100, 4, part -> {});

        assertThat(done.get(0)).isZero();
    }
}
