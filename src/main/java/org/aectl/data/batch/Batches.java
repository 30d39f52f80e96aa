package org.aectl.data.batch;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.aectl.config.DataConfig.Binarize;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.prepare.Scaling;
import org.jspecify.annotations.Nullable;

/**
 * Cuts examples into batches, scaled, made binary and corrupted as the config says. What an epoch's batches hold depends on the
 * seed and the epoch's number alone, so any epoch can be repeated without those before it.
 */
public final class Batches implements BatchSource<Batch> {
    /** Stands for the epoch in the key of draws made for evaluation: repeated calls agree. */
    private static final int EVALUATION = -1;

    /** Rows of more numbers take too long to be made between two other things. */
    private static final int QUICKLY_MADE = 1 << 12;

    private final RowPipeline pipeline;
    private final int batchSize;

    /**
     * Batches of clean examples.
     *
     * @param batchSize examples in a batch; the last one of an epoch may be smaller
     * @throws IllegalArgumentException if the scaling was fitted on examples of another size
     */
    public Batches(Examples examples, Scaling scaling, Binarize binarize, int batchSize, long seed) {
        this(new RowPipeline(examples, scaling, binarize, seed, Corruption.NONE, 0, 0), batchSize);
    }

    private Batches(RowPipeline pipeline, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be >= 1, was " + batchSize);
        }
        this.pipeline = pipeline;
        this.batchSize = batchSize;
    }

    /** The same batches, with inputs that are corrupted in training. */
    public Batches with(Corruption corruption) {
        return new Batches(pipeline.with(corruption), batchSize);
    }

    /** The same examples with other draws. */
    public Batches withSeed(long seed) {
        return new Batches(pipeline.withSeed(seed), batchSize);
    }

    /**
     * The same batches, with normal random numbers to draw codes with.
     *
     * @param numbers for each example; 0 for none
     */
    public Batches withCodeNoise(int numbers) {
        return new Batches(pipeline.withCodeNoise(numbers), batchSize);
    }

    /**
     * The same batches with the draws that the examples have as a part of others.
     *
     * @param row number of the first one among those
     */
    public Batches withRowOffset(int row) {
        return new Batches(pipeline.withRowOffset(row), batchSize);
    }

    @Override
    public int count() {
        return (int) (((long) examples().count() + batchSize - 1) / batchSize);
    }

    public Examples examples() {
        return pipeline.examples();
    }

    /** All examples once, shuffled for this epoch as Fisher and Yates do. */
    @Override
    public Iterable<Batch> epoch(int epoch, int done) {
        return () -> batches(rest(epoch, done), epoch, pipeline.corruption().inEpoch(epoch));
    }

    @Override
    public Iterable<Batch> inOrder() {
        return () -> batches(rows(), EVALUATION, Corruption.NONE);
    }

    /**
     * One of the batches of {@link #inOrder()}; several threads may ask for some at once.
     *
     * @param number from 0 to {@link #count()} - 1
     */
    public Batch at(int number) {
        int first = Math.multiplyExact(number, batchSize);
        int[] rows = new int[Math.min(batchSize, examples().count() - first)];
        Arrays.setAll(rows, i -> first + i);
        return batches(rows, EVALUATION, Corruption.NONE).next();
    }

    /** As {@link #inOrder()}, of some rows only: each is as it would be among all. */
    public Iterable<Batch> inOrder(int[] rows) {
        return () -> batches(rows, EVALUATION, Corruption.NONE);
    }

    /** As {@link #inOrder()}, with inputs corrupted at full strength, by the same draws whenever it is asked for. */
    public Iterable<Batch> corruptedInOrder() {
        return () -> batches(rows(), EVALUATION, pipeline.corruption());
    }

    private int[] rows() {
        int[] rows = new int[examples().count()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return rows;
    }

    private int[] rest(int epoch, int done) {
        int[] rows = shuffled(epoch);
        return done == 0 ? rows : Arrays.copyOfRange(rows, Math.multiplyExact(done, batchSize), rows.length);
    }

    private int[] shuffled(int epoch) {
        int[] rows = rows();
        KeyedRandom random = new KeyedRandom(pipeline.seed(), KeyedRandom.Purpose.ORDER, epoch, 0);
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }

    @Override
    public Optional<Iterator<PendingBatch<Batch>>> pendingBatches(int epoch, int done) {
        return examples().inMemory() && pipeline.numbersPerRow() <= QUICKLY_MADE
                ? Optional.of(new PendingIterator(
                        rest(epoch, done), epoch, pipeline.corruption().inEpoch(epoch), true))
                : Optional.empty();
    }

    private Iterator<Batch> batches(int[] order, int epoch, Corruption applied) {
        PendingIterator pending = new PendingIterator(order, epoch, applied, false);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pending.hasNext();
            }

            @Override
            public Batch next() {
                return pending.next().filled();
            }
        };
    }

    /** Cuts rows into batches. */
    private final class PendingIterator implements Iterator<PendingBatch<Batch>> {
        private final int[] order;
        private final int epoch;
        private final Corruption applied;
        private final boolean isMemoryReused;
        private RowPipeline.@Nullable Memory beforeLast;
        private RowPipeline.@Nullable Memory last;
        private int next;

        /** @param isMemoryReused whether each batch takes the memory of the last but one */
        PendingIterator(int[] order, int epoch, Corruption applied, boolean isMemoryReused) {
            this.order = order;
            this.epoch = epoch;
            this.applied = applied;
            this.isMemoryReused = isMemoryReused;
        }

        @Override
        public boolean hasNext() {
            return next < order.length;
        }

        @Override
        public PendingBatch<Batch> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int end = Math.min(order.length, next + batchSize);
            int[] rows = Arrays.copyOfRange(order, next, end);
            next = end;
            return pipeline.pending(rows, epoch, applied, memory(rows.length));
        }

        private RowPipeline.Memory memory(int rows) {
            if (!isMemoryReused) {
                return pipeline.memory(rows, applied);
            }
            RowPipeline.Memory old = beforeLast;
            RowPipeline.Memory memory = old != null && old.rows() == rows ? old : pipeline.memory(rows, applied);
            beforeLast = last;
            last = memory;
            return memory;
        }
    }
}
