package org.aectl.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.aectl.config.DataConfig.Binarize;
import org.aectl.config.NoiseConfig;
import org.aectl.config.source.Builtin;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final Examples BYTES =
            TestExamples.ofBytes(IntStream.range(0, 250).toArray());
    private static final Scaling UNIT = Scaling.fit(BYTES, org.aectl.config.DataConfig.Scale.UNIT);

    private static Batches batches(Binarize binarize, long seed) {
        return new Batches(BYTES, UNIT, binarize, 100, seed);
    }

    private static List<Integer> rows(Iterable<Batch> batches) {
        List<Integer> rows = new ArrayList<>();
        batches.forEach(batch -> Arrays.stream(batch.rows()).forEach(rows::add));
        return rows;
    }

    private static float[] features(Iterable<Batch> batches) {
        float[] all = new float[BYTES.count()];
        for (Batch batch : batches) {
            for (int i = 0; i < batch.count(); i++) {
                all[batch.rows()[i]] = batch.features()[i];
            }
        }
        return all;
    }

    @Test
    void anEpochHoldsEveryRowOnceInAnOrderOfItsOwn() {
        Batches batches = batches(Binarize.NONE, 7);

        assertThat(batches.count()).isEqualTo(3);
        assertThat(batches.epoch(0)).extracting(Batch::count).containsExactly(100, 100, 50);
        assertThat(rows(batches.epoch(0))).hasSize(250).doesNotHaveDuplicates();
        assertThat(rows(batches.epoch(0))).isEqualTo(rows(batches.epoch(0)));
        assertThat(rows(batches.epoch(0))).isNotEqualTo(rows(batches.epoch(1)));
        assertThat(rows(batches.epoch(0)))
                .isNotEqualTo(rows(batches(Binarize.NONE, 8).epoch(0)));
    }

    @Test
    void chosenRowsAreAsTheyAreAmongAll() {
        Batches batches = batches(Binarize.DYNAMIC, 7).withCodeNoise(2);
        float[] all = features(batches.inOrder());

        Batch chosen = batches.inOrder(new int[] {120, 3, 119, 120}).iterator().next();
        assertThat(chosen.rows()).containsExactly(120, 3, 119, 120);
        assertThat(chosen.features()).containsExactly(all[120], all[3], all[119], all[120]);
        assertThat(chosen.codeNoise()[2])
                .isEqualTo(batches.inOrder().iterator().next().codeNoise()[6]);
    }

    @Test
    void inOrderIsInOrder() {
        assertThat(rows(batches(Binarize.NONE, 7).inOrder()))
                .isEqualTo(IntStream.range(0, 250).boxed().toList());
    }

    @Test
    void valuesAreScaledAndLabelsStandBesideThem() {
        Dataset mini = Sources.open(new Builtin("mnist-mini"), 50, 1);
        Scaling scaling = Scaling.fit(mini.training(), org.aectl.config.DataConfig.Scale.UNIT);
        Batches batches = new Batches(mini.training(), scaling, Binarize.NONE, 8, 3);

        for (Batch batch : batches.epoch(2)) {
            assertThat(batch.features()).hasSize(batch.count() * 784);
            for (int i = 0; i < batch.count(); i++) {
                assertThat(batch.labels()[i]).isEqualTo(mini.training().label(batch.rows()[i]));
                float[] raw = TestExamples.row(mini.training(), batch.rows()[i]);
                assertThat(batch.features()[i * 784 + 400]).isEqualTo(raw[400] / 255);
            }
        }
    }

    @Test
    void thresholdMakesValuesAboveOneHalfOne() {
        float[] features = features(batches(Binarize.THRESHOLD, 7).epoch(0));

        assertThat(features[127]).isZero();
        assertThat(features[128]).isEqualTo(1);
    }

    @Test
    void dynamicDrawsAnewForEachEpochButNotForEvaluation() {
        Batches batches = batches(Binarize.DYNAMIC, 7);

        assertThat(features(batches.epoch(0))).containsOnly(0, 1).isEqualTo(features(batches.epoch(0)));
        assertThat(features(batches.epoch(0))).isNotEqualTo(features(batches.epoch(1)));
        assertThat(features(batches.inOrder())).isEqualTo(features(batches.inOrder()));
    }

    @Test
    void dynamicTakesTheValueAsProbability() {
        Batches batches = batches(Binarize.DYNAMIC, 7);
        double sum = 0;
        int epochs = 4000;
        for (int epoch = 0; epoch < epochs; epoch++) {
            float[] features = features(batches.epoch(epoch));
            assertThat(features[0]).isZero();
            sum += features[51];
        }

        assertThat(sum / epochs).isCloseTo(0.2, within(0.03));
    }

    @Test
    void anIteratorThatIsAtItsEndSaysSo() {
        Iterator<Batch> iterator = batches(Binarize.NONE, 7).inOrder().iterator();
        IntStream.range(0, 3).forEach(i -> iterator.next());

        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aScalingOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> new Batches(BYTES, Scaling.none(2), Binarize.NONE, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pendingBatchesAreTheSameInAnyOrderOfRows() {
        Batches batches = batches(Binarize.DYNAMIC, 7)
                .with(Corruption.of(List.of(new NoiseConfig.Gaussian(0.3, null)), new ValueRange(0, 1)))
                .withCodeNoise(3);
        Iterator<PendingBatch<Batch>> pending = batches.pendingBatches(2, 0).orElseThrow();
        for (Batch expected : batches.epoch(2)) {
            PendingBatch<Batch> unfilled = pending.next();
            for (int row = unfilled.rows() - 1; row >= 0; row--) {
                unfilled.fillRow(row);
            }
            Batch batch = unfilled.batch();
            assertThat(batch.rows()).isEqualTo(expected.rows());
            assertThat(batch.inputs()).isEqualTo(expected.inputs());
            assertThat(batch.features()).isEqualTo(expected.features());
            assertThat(batch.labels()).isEqualTo(expected.labels());
            assertThat(batch.codeNoise()).isEqualTo(expected.codeNoise()).hasSize(3 * expected.count());
        }
        assertThat(pending.hasNext()).isFalse();
    }

    @Test
    void pendingBatchesUseTwoBatchesMemoryInTurn() {
        Iterator<PendingBatch<Batch>> pending = new Batches(BYTES, UNIT, Binarize.NONE, 80, 7)
                .pendingBatches(0, 0)
                .orElseThrow();
        Batch first = pending.next().filled();
        Batch second = pending.next().filled();
        Batch third = pending.next().filled();
        Batch smaller = pending.next().filled();

        assertThat(second.features()).isNotSameAs(first.features());
        assertThat(third.features()).isSameAs(first.features());
        assertThat(smaller.features()).hasSize(10);
    }

    @Test
    void rowsOfManyNumbersAreNotForSpareTime() {
        assertThat(batches(Binarize.NONE, 7).withCodeNoise(4095).pendingBatches(0, 0))
                .isPresent();
        assertThat(batches(Binarize.NONE, 7).withCodeNoise(4096).pendingBatches(0, 0))
                .isEmpty();
    }
}
