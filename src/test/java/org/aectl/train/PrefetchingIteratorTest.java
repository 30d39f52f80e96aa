package org.aectl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.config.DataConfig.Binarize;
import org.aectl.config.DataConfig.Scale;
import org.aectl.config.NoiseConfig;
import org.aectl.config.source.Builtin;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.data.batch.Corruption;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PrefetchingIteratorTest {
    @Test
    void batchesAreTheSameToTheLastBit() {
        Examples mini = Sources.open(new Builtin("mnist-mini"), 1000, 1).training();
        Corruption corruption = Corruption.of(List.of(new NoiseConfig.Gaussian(0.3, null)), new ValueRange(0, 1));
        Batches batches = new Batches(mini, Scaling.fit(mini, Scale.UNIT), Binarize.DYNAMIC, 64, 5).with(corruption);
        Iterator<Batch> plain = batches.epoch(3).iterator();

        try (PrefetchingIterator<Batch> prefetching =
                new PrefetchingIterator<>(batches.epoch(3).iterator(), 2)) {
            while (plain.hasNext()) {
                Batch expected = plain.next();
                Batch batch = prefetching.next();
                assertThat(batch.rows()).isEqualTo(expected.rows());
                assertThat(batch.features()).isEqualTo(expected.features());
                assertThat(batch.inputs()).isEqualTo(expected.inputs()).isNotEqualTo(batch.features());
                assertThat(batch.labels()).isEqualTo(expected.labels());
            }
            assertThat(prefetching.hasNext()).isFalse();
        }
    }

    @Test
    void anErrorArrivesInItsPlace() {
        Iterator<Integer> failing = Stream.of(1, 2, 0).map(i -> 10 / i).iterator();

        try (PrefetchingIterator<Integer> iterator = new PrefetchingIterator<>(failing, 3)) {
            assertThat(iterator.next()).isEqualTo(10);
            assertThat(iterator.next()).isEqualTo(5);
            assertThat(iterator.hasNext()).isTrue();
            assertThatThrownBy(iterator::next).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void atTheEndThereIsNoNext() {
        try (PrefetchingIterator<Integer> iterator =
                new PrefetchingIterator<>(List.of(1).iterator(), 2)) {
            assertThat(iterator.next()).isEqualTo(1);
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void closingEndsTheThread() throws InterruptedException {
        PrefetchingIterator<Integer> iterator =
                new PrefetchingIterator<>(IntStream.iterate(0, i -> i + 1).iterator(), 2);
        iterator.next();
        iterator.close();

        assertThat(iterator.hasNext()).isFalse();
        assertThat(iterator.join(TimeUnit.SECONDS.toMillis(20))).isTrue();
    }

    @Test
    void closingInterruptsNoReading() throws InterruptedException {
        CountDownLatch isReading = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        Iterator<Integer> source = Stream.generate(() -> {
                    isReading.countDown();
                    try {
                        isClosed.await();
                    } catch (InterruptedException interrupted) {
                        wasInterrupted.set(true);
                    }
                    return 1;
                })
                .iterator();
        PrefetchingIterator<Integer> iterator = new PrefetchingIterator<>(source, 2);
        isReading.await();
        iterator.close();
        isClosed.countDown();

        assertThat(iterator.join(10_000)).isTrue();
        assertThat(wasInterrupted).isFalse();
    }
}
