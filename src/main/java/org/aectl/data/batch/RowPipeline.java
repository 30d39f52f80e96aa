package org.aectl.data.batch;

import org.aectl.config.DataConfig.Binarize;
import org.aectl.data.Examples;
import org.aectl.data.KeyedRandom;
import org.aectl.data.prepare.Scaling;

/**
 * How a row of a batch is made: read, scaled, made binary, and corrupted. What is drawn for it depends on the seed, the epoch and
 * the row's number alone, so that rows may be made in any order.
 *
 * @param corruption for training
 * @param codeNoise normal random numbers for each example, to draw codes with; 0 for none
 * @param firstRow number of the first example where draws are concerned
 */
record RowPipeline(
        Examples examples,
        Scaling scaling,
        Binarize binarize,
        long seed,
        Corruption corruption,
        int codeNoise,
        int firstRow) {
    private static final float THRESHOLD = 0.5f;

    /** @throws IllegalArgumentException if the scaling was fitted on examples of another size */
    RowPipeline {
        if (scaling.features() != examples.shape().size()) {
            throw new IllegalArgumentException(
                    "scaling for " + scaling.features() + " features, examples of shape " + examples.shape());
        }
    }

    RowPipeline with(Corruption newCorruption) {
        return new RowPipeline(examples, scaling, binarize, seed, newCorruption, codeNoise, firstRow);
    }

    RowPipeline withSeed(long newSeed) {
        return new RowPipeline(examples, scaling, binarize, newSeed, corruption, codeNoise, firstRow);
    }

    RowPipeline withCodeNoise(int numbers) {
        return new RowPipeline(examples, scaling, binarize, seed, corruption, numbers, firstRow);
    }

    RowPipeline withRowOffset(int row) {
        return new RowPipeline(examples, scaling, binarize, seed, corruption, codeNoise, row);
    }

    /** Numbers that are drawn or read for one row. */
    int numbersPerRow() {
        return Math.addExact(examples.shape().size(), codeNoise);
    }

    /** Arrays of a batch, which a later one may overwrite. */
    record Memory(int rows, float[] features, float[] inputs, float[] codeNoise) {}

    /**
     * Arrays for so many rows.
     *
     * @param applied what corrupts them
     */
    Memory memory(int rows, Corruption applied) {
        float[] features = new float[Math.multiplyExact(rows, examples.shape().size())];
        return new Memory(
                rows,
                features,
                applied.isNone() ? features : new float[features.length],
                new float[Math.multiplyExact(rows, codeNoise)]);
    }

    /**
     * Some rows to be made.
     *
     * @param applied what corrupts them
     * @param memory for as many rows
     */
    PendingBatch<Batch> pending(int[] rows, int epoch, Corruption applied, Memory memory) {
        return new Rows(rows, epoch, applied, memory, new int[examples.labelled() ? rows.length : 0]);
    }

    private final class Rows implements PendingBatch<Batch> {
        private final int[] rows;
        private final int epoch;
        private final Corruption applied;
        private final Memory memory;
        private final int[] labels;

        Rows(int[] rows, int epoch, Corruption applied, Memory memory, int[] labels) {
            this.rows = rows;
            this.epoch = epoch;
            this.applied = applied;
            this.memory = memory;
            this.labels = labels;
        }

        @Override
        public int rows() {
            return rows.length;
        }

        @Override
        public void fillRow(int i) {
            int row = rows[i];
            int size = examples.shape().size();
            examples.read(row, memory.features(), i * size);
            scaling.apply(memory.features(), i * size);
            makeBinary(memory.features(), i * size, row);
            if (labels.length > 0) {
                labels[i] = examples.label(row);
            }
            if (!applied.isNone()) {
                System.arraycopy(memory.features(), i * size, memory.inputs(), i * size, size);
                applied.apply(memory.inputs(), i * size, size, random(KeyedRandom.Purpose.NOISE, row));
            }
            if (codeNoise > 0) {
                random(KeyedRandom.Purpose.CODE, row).fillGaussian(memory.codeNoise(), i * codeNoise, codeNoise);
            }
        }

        private KeyedRandom random(KeyedRandom.Purpose purpose, int row) {
            return new KeyedRandom(seed, purpose, epoch, firstRow + row);
        }

        private void makeBinary(float[] features, int offset, int row) {
            if (binarize == Binarize.NONE) {
                return;
            }
            KeyedRandom random = binarize == Binarize.DYNAMIC ? random(KeyedRandom.Purpose.BINARIZATION, row) : null;
            int end = offset + examples.shape().size();
            for (int i = offset; i < end; i++) {
                float threshold = random == null ? THRESHOLD : random.nextFloat();
                features[i] = features[i] > threshold ? 1 : 0;
            }
        }

        @Override
        public Batch batch() {
            return new Batch(rows, memory.inputs(), memory.features(), labels, memory.codeNoise());
        }
    }
}
