package org.aectl.train;

import java.util.Iterator;
import java.util.List;
import org.aectl.config.NoiseConfig;
import org.aectl.data.KeyedRandom;
import org.aectl.data.ValueRange;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.BatchSource;
import org.aectl.data.batch.Corruption;
import org.aectl.model.LayerPair;
import org.jspecify.annotations.Nullable;

/**
 * What the layers before a {@link LayerPair} make of batches: clean for it to give back, and corrupted for it to see. The
 * layers are asked whenever a batch is, so that nothing is kept; they must not be trained meanwhile.
 */
public final class EncodedBatches implements BatchSource<Batch> {
    private final BatchSource<Batch> batches;
    private final LayerPair pair;
    private final List<NoiseConfig> noise;
    private final long seed;
    private @Nullable ValueRange range;

    /**
     * @param batches of the data, clean
     * @param noise that a pair's input is corrupted by
     * @param seed of the noise
     * @param range of what the layers give for all training data; null to find it in these batches when it is asked for
     */
    public EncodedBatches(
            BatchSource<Batch> batches,
            LayerPair pair,
            List<NoiseConfig> noise,
            long seed,
            @Nullable ValueRange range) {
        this.batches = batches;
        this.pair = pair;
        this.noise = noise;
        this.seed = seed;
        this.range = range;
    }

    @Override
    public int count() {
        return batches.count();
    }

    @Override
    public Iterable<Batch> epoch(int epoch, int done) {
        Corruption corruption = Corruption.of(noise, range()).inEpoch(epoch);
        return () -> new Encoded(batches.epoch(epoch, done).iterator(), epoch, corruption);
    }

    @Override
    public Iterable<Batch> inOrder() {
        return () -> new Encoded(batches.inOrder().iterator(), 0, Corruption.NONE);
    }

    /** Of what the layers give; only salt and pepper asks for it. */
    private ValueRange range() {
        if (noise.stream().noneMatch(NoiseConfig.SaltAndPepper.class::isInstance)) {
            return new ValueRange(0, 1);
        }
        if (range == null) {
            range = Batch.range(inOrder());
        }
        return range;
    }

    private final class Encoded implements Iterator<Batch> {
        private final Iterator<Batch> raw;
        private final int epoch;
        private final Corruption corruption;
        private final KeyedRandom random = new KeyedRandom(seed, KeyedRandom.Purpose.NOISE, 0, 0);

        Encoded(Iterator<Batch> raw, int epoch, Corruption corruption) {
            this.raw = raw;
            this.epoch = epoch;
            this.corruption = corruption;
        }

        @Override
        public boolean hasNext() {
            return raw.hasNext();
        }

        @Override
        public Batch next() {
            Batch batch = raw.next();
            float[] clean = pair.inputOf(batch);
            if (corruption.isNone()) {
                return new Batch(batch.rows(), clean, batch.labels());
            }
            float[] corrupted = clean.clone();
            int size = clean.length / batch.count();
            for (int i = 0; i < batch.count(); i++) {
                random.rekey(seed, KeyedRandom.Purpose.NOISE, epoch, batch.rows()[i]);
                corruption.apply(corrupted, i * size, size, random);
            }
            return new Batch(batch.rows(), corrupted, clean, batch.labels());
        }
    }
}
