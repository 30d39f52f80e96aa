package org.aectl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aectl.model.Losses;
import org.aectl.model.TrainingState;
import org.junit.jupiter.api.Test;

class RoundSumTest {
    private static final RoundSum.Empty EMPTY = new RoundSum.Empty(2, 1, List.of(Losses.RECONSTRUCTION));

    private static ShardResult result(int batches, double loss, int examples, float... state) {
        ShardLosses losses = new ShardLosses(List.of(Losses.RECONSTRUCTION));
        losses.add(Losses.sumOf(Map.of(Losses.RECONSTRUCTION, loss)), examples);
        return new ShardResult(
                losses, batches, new Floats(new float[] {state[0], state[1]}), new Floats(new float[] {state[2]}));
    }

    @Test
    void statesAreWeighedByBatchesAndLossesByExamples() {
        RoundSum sum = RoundSum.folded(List.of(result(3, 2, 30, 1, 2, 4), result(1, 6, 10, 5, -2, 8)), EMPTY);

        TrainingState mean = Objects.requireNonNull(sum.mean());
        assertThat(mean.parameters()).containsExactly(2, 1);
        assertThat(mean.optimizerState()).containsExactly(5);
        assertThat(sum.losses().total()).isEqualTo(3);
        assertThat(sum.losses().parts()).containsEntry(Losses.RECONSTRUCTION, 3.0);
    }

    @Test
    void equalStatesStayAsTheyAreToTheLastBit() {
        float[] odd = {0.1f, 1e-30f, 3e30f};

        RoundSum sum = RoundSum.folded(List.of(result(3, 1, 1, odd), result(4, 1, 1, odd), result(7, 1, 1, odd)), EMPTY);

        TrainingState mean = Objects.requireNonNull(sum.mean());
        assertThat(mean.parameters()).containsExactly(0.1f, 1e-30f);
        assertThat(mean.optimizerState()).containsExactly(3e30f);
    }

    @Test
    void oneLossThatIsNotFiniteIsAllItTakes() {
        ShardLosses bad = new ShardLosses(List.of(Losses.RECONSTRUCTION));
        bad.add(Losses.sumOf(Map.of(Losses.RECONSTRUCTION, Double.NaN)), 5);

        RoundSum sum = RoundSum.folded(
                List.of(result(3, 2, 30, 1, 2, 4), ShardResult.diverged(bad, 1), result(3, 2, 30, 1, 2, 4)), EMPTY);

        assertThat(sum.mean()).isNull();
        assertThat(sum.losses().isFinite()).isFalse();
    }

    @Test
    void numbersTravelToTheLastBit() throws IOException, ClassNotFoundException {
        float[] values = new float[40_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(i * 107_349);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Floats(values));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((Floats) in.readObject()).values()).isEqualTo(values);
        }
    }
}
