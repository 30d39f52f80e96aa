package org.aectl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {
    private final Team team = new Team(3);

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
}
