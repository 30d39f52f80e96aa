package org.aectl.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.aectl.model.objective.Losses;
import org.aectl.spark.connect.Floats;
import org.junit.jupiter.api.Test;

class RoundSumTest {
    private static final List<String> PARTS = List.of(Losses.RECONSTRUCTION);

    private static ShardResult result(int batches, double loss, int examples, float... state) {
        ShardLosses losses = new ShardLosses(PARTS);
        losses.add(Losses.sumOf(Map.of(Losses.RECONSTRUCTION, loss)), examples);
        return new ShardResult(
                losses, batches, new Floats(new float[] {state[0], state[1]}), new Floats(new float[] {state[2]}));
    }

    @Test
    void arraysAreWeighedByTheirWeightAndLossesByExamples() {
        RoundSum sum = RoundSum.folded(List.of(result(3, 2, 30, 1, 2, 4), result(1, 6, 10, 5, -2, 8)), PARTS);

        assertThat(sum.isFinite()).isTrue();
        assertThat(sum.first()).containsExactly(2, 1);
        assertThat(sum.second()).containsExactly(5);
        assertThat(sum.losses().total()).isEqualTo(3);
        assertThat(sum.losses().parts()).containsEntry(Losses.RECONSTRUCTION, 3.0);
    }

    @Test
    void equalStatesStayAsTheyAreToTheLastBit() {
        float[] odd = {0.1f, 1e-30f, 3e30f};

        RoundSum sum =
                RoundSum.folded(List.of(result(3, 1, 1, odd), result(4, 1, 1, odd), result(7, 1, 1, odd)), PARTS);

        assertThat(sum.isFinite()).isTrue();
        assertThat(sum.first()).containsExactly(0.1f, 1e-30f);
        assertThat(sum.second()).containsExactly(3e30f);
    }

    @Test
    void oneLossThatIsNotFiniteIsAllItTakes() {
        ShardLosses bad = new ShardLosses(PARTS);
        bad.add(Losses.sumOf(Map.of(Losses.RECONSTRUCTION, Double.NaN)), 5);

        RoundSum sum = RoundSum.folded(
                List.of(result(3, 2, 30, 1, 2, 4), ShardResult.diverged(bad), result(3, 2, 30, 1, 2, 4)), PARTS);

        assertThat(sum.isFinite()).isFalse();
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
