package org.aectl.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.aectl.config.DataConfig.Binarize;

/**
 * Cuts examples into batches, scaled, made binary and corrupted as the config says. What an epoch's batches hold depends on the
 * seed and the epoch's number alone, so any epoch can be repeated without those before it.
 */
public final class Batches implements BatchSource {
    /** Stands for the epoch in the key of draws made for evaluation: repeated calls agree. */
    private static final int EVALUATION = -1;

    private static final float THRESHOLD = 0.5f;

    private final Examples examples;
    private final Scaling scaling;
    private final Binarize binarize;
    private final int batchSize;
    private final long seed;
    private final Corruption corruption;
    private final int codeNoise;

    /**
     * Batches of clean examples.
     *
     * @param batchSize examples in a batch; the last one of an epoch may be smaller
     * @throws IllegalArgumentException if the scaling was fitted on examples of another size
     */
    public Batches(Examples examples, Scaling scaling, Binarize binarize, int batchSize, long seed) {
        this(examples, scaling, binarize, batchSize, seed, Corruption.NONE, 0);
    }

    private Batches(
            Examples examples,
            Scaling scaling,
            Binarize binarize,
            int batchSize,
            long seed,
            Corruption corruption,
            int codeNoise) {
        if (scaling.features() != examples.shape().size()) {
            throw new IllegalArgumentException(
                    "scaling for " + scaling.features() + " features, examples of shape " + examples.shape());
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size must be >= 1, was " + batchSize);
        }
        this.examples = examples;
        this.scaling = scaling;
        this.binarize = binarize;
        this.batchSize = batchSize;
        this.seed = seed;
        this.corruption = corruption;
        this.codeNoise = codeNoise;
    }

    /** The same batches, with inputs that are corrupted in training. */
    public Batches with(Corruption newCorruption) {
        return new Batches(examples, scaling, binarize, batchSize, seed, newCorruption, codeNoise);
    }

    /** The same examples with other draws. */
    public Batches withSeed(long newSeed) {
        return new Batches(examples, scaling, binarize, batchSize, newSeed, corruption, codeNoise);
    }

    /**
     * The same batches, with normal random numbers to draw codes with.
     *
     * @param numbers for each example; 0 for none
     */
    public Batches withCodeNoise(int numbers) {
        return new Batches(examples, scaling, binarize, batchSize, seed, corruption, numbers);
    }

    @Override
    public int count() {
        return (int) (((long) examples.count() + batchSize - 1) / batchSize);
    }

    public Examples examples() {
        return examples;
    }

    /** All examples once, shuffled for this epoch as Fisher and Yates do. */
    @Override
    public Iterable<Batch> epoch(int epoch) {
        return () -> new BatchIterator(shuffled(epoch), epoch, corruption.inEpoch(epoch));
    }

    @Override
    public Iterable<Batch> inOrder() {
        return () -> new BatchIterator(rows(), EVALUATION, Corruption.NONE);
    }

    /**
     * One of the batches of {@link #inOrder()}; several threads may ask for some at once.
     *
     * @param number from 0 to {@link #count()} - 1
     */
    public Batch at(int number) {
        int first = Math.multiplyExact(number, batchSize);
        int[] rows = new int[Math.min(batchSize, examples.count() - first)];
        Arrays.setAll(rows, i -> first + i);
        return new BatchIterator(rows, EVALUATION, Corruption.NONE).next();
    }

    /** As {@link #inOrder()}, of some rows only: each is as it would be among all. */
    public Iterable<Batch> inOrder(int[] rows) {
        return () -> new BatchIterator(rows, EVALUATION, Corruption.NONE);
    }

    /** As {@link #inOrder()}, with inputs corrupted at full strength, by the same draws whenever it is asked for. */
    public Iterable<Batch> corruptedInOrder() {
        return () -> new BatchIterator(rows(), EVALUATION, corruption);
    }

    private int[] rows() {
        int[] rows = new int[examples.count()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return rows;
    }

    private int[] shuffled(int epoch) {
        int[] rows = rows();
        KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.ORDER, epoch, 0);
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        return rows;
    }

    private final class BatchIterator implements Iterator<Batch> {
        private final int[] order;
        private final int epoch;
        private final Corruption applied;
        private final KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.BINARIZATION, 0, 0);
        private int next;

        BatchIterator(int[] order, int epoch, Corruption applied) {
            this.order = order;
            this.epoch = epoch;
            this.applied = applied;
        }

        @Override
        public boolean hasNext() {
            return next < order.length;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int size = examples.shape().size();
            int[] rows = new int[Math.min(batchSize, order.length - next)];
            float[] features = new float[Math.multiplyExact(rows.length, size)];
            int[] labels = new int[examples.labelled() ? rows.length : 0];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = order[next + i];
                examples.read(rows[i], features, i * size);
                scaling.apply(features, i * size);
                makeBinary(features, i * size, rows[i]);
                if (labels.length > 0) {
                    labels[i] = examples.label(rows[i]);
                }
            }
            next += rows.length;
            return new Batch(rows, inputs(rows, features), features, labels, codeNoise(rows));
        }

        private float[] codeNoise(int[] rows) {
            float[] noise = new float[Math.multiplyExact(rows.length, codeNoise)];
            for (int i = 0; i < rows.length && codeNoise > 0; i++) {
                random.rekey(seed, KeyedRandom.Purpose.CODE, epoch, rows[i]);
                random.fillGaussian(noise, i * codeNoise, codeNoise);
            }
            return noise;
        }

        private float[] inputs(int[] rows, float[] features) {
            if (applied.isNone()) {
                return features;
            }
            int size = examples.shape().size();
            float[] inputs = features.clone();
            for (int i = 0; i < rows.length; i++) {
                random.rekey(seed, KeyedRandom.Purpose.NOISE, epoch, rows[i]);
                applied.apply(inputs, i * size, size, random);
            }
            return inputs;
        }

        private void makeBinary(float[] features, int offset, int row) {
            if (binarize == Binarize.NONE) {
                return;
            }
            boolean dynamic = binarize == Binarize.DYNAMIC;
            if (dynamic) {
                random.rekey(seed, KeyedRandom.Purpose.BINARIZATION, epoch, row);
            }
            int end = offset + examples.shape().size();
            for (int i = offset; i < end; i++) {
                float threshold = dynamic ? random.nextFloat() : THRESHOLD;
                features[i] = features[i] > threshold ? 1 : 0;
            }
        }
    }
}
