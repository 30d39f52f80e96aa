package org.aectl.task.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.aectl.data.batch.Batch;
import org.junit.jupiter.api.Test;

/** No test waits: with no time to fill, each round is as long as one batch. */
class RoundsTest {
    @Test
    void theFirstBatchesAreThrownAway() {
        Rounds rounds = new Rounds(0);
        rounds.resume();
        rounds.done(1000);

        assertThat(rounds.measured()).isEmpty();
        rounds.done(3);
        assertThat(rounds.measured()).extracting(Rounds.Round::examples).containsExactly(3L);
    }

    @Test
    void aRoundHasAtLeastOneBatchAndTheyEndInTime() {
        Rounds rounds = new Rounds(0);
        rounds.resume();
        int batches = 0;
        while (!rounds.areOver()) {
            rounds.done(5);
            batches++;
        }

        assertThat(batches).isEqualTo(1 + Rounds.COUNT);
        assertThat(rounds.measured()).hasSize(Rounds.COUNT).allSatisfy(round -> {
            assertThat(round.examples()).isEqualTo(5);
            assertThat(round.batches()).isEqualTo(1);
            assertThat(round.seconds()).isNotNegative();
        });
    }

    @Test
    void aRoundGoesOnUntilItsTimeIsOver() {
        Rounds rounds = new Rounds(1e6);
        rounds.resume();
        for (int i = 0; i < 100; i++) {
            rounds.done(5);
        }

        assertThat(rounds.measured()).isEmpty();
        assertThat(rounds.areOver()).isFalse();
    }

    @Test
    void theTimeOfAssemblingIsAddedUpForEachRound() {
        Rounds rounds = new Rounds(0);
        Batch batch = new Batch(new int[1], new float[1], new int[0]);
        rounds.resume();
        rounds.make(() -> batch);
        rounds.done(1);

        assertThat(rounds.make(() -> batch)).isSameAs(batch);
        rounds.done(1);
        rounds.done(1);
        assertThat(rounds.measured().get(0).making()).isPositive();
        assertThat(rounds.measured().get(1).making()).isZero();
    }
}
