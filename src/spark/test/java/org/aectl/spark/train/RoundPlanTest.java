package org.aectl.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ClusterConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundPlanTest {
    private static final int[] ROWS = {103, 97, 100, 91, 111, 99};

    private static RoundPlan plan(int workers, int batchesPerRound, int batchSize) {
        return new RoundPlan(ROWS, new ClusterConfig(workers, batchesPerRound, 1000), batchSize, 7);
    }

    private static List<Round> rounds(RoundPlan plan, int epoch, int done) {
        List<Round> rounds = new ArrayList<>();
        plan.epoch(epoch, done).forEach(rounds::add);
        return rounds;
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 20", "2, 3, 20", "2, 1000, 20", "3, 2, 30", "6, 4, 24", "1, 5, 10"})
    void everyBatchOfEveryShardIsInOneRound(int workers, int batchesPerRound, int batchSize) {
        RoundPlan plan = plan(workers, batchesPerRound, batchSize);
        int own = batchSize / workers;

        List<Round> rounds = rounds(plan, 3, 0);

        assertThat(rounds).hasSize(plan.count());
        Set<String> batches = new HashSet<>();
        int examples = 0;
        for (Round round : rounds) {
            assertThat(round.shards()).hasSize(workers).doesNotHaveDuplicates();
            assertThat(round.count()).isPositive();
            examples += round.count();
            for (int shard : round.shards()) {
                int all = (ROWS[shard] + own - 1) / own;
                int end = (int) Math.min(all, (long) round.first() + round.batches());
                for (int batch = round.first(); batch < end; batch++) {
                    assertThat(batches.add(shard + "/" + batch)).isTrue();
                }
            }
        }
        int expected = 0;
        for (int rows : ROWS) {
            expected += (rows + own - 1) / own;
        }
        assertThat(batches).hasSize(expected);
        assertThat(examples).isEqualTo(103 + 97 + 100 + 91 + 111 + 99);
    }

    @Test
    void theRestOfAnEpochIsItsEnd() {
        RoundPlan plan = plan(2, 2, 20);
        List<Round> whole = rounds(plan, 1, 0);

        assertThat(rounds(plan, 1, 4)).isEqualTo(whole.subList(4, whole.size()));
    }

    @Test
    void epochsTakeTheShardsInOtherOrders() {
        RoundPlan plan = plan(2, 1000, 20);
        Set<List<Integer>> orders = new HashSet<>();
        for (int epoch = 0; epoch < 10; epoch++) {
            orders.add(rounds(plan, epoch, 0).stream()
                    .flatMap(round -> round.shards().stream())
                    .toList());
        }

        assertThat(orders).hasSizeGreaterThan(5);
    }

    @Test
    void aBatchHasAnExampleForEachWorker() {
        assertThat(plan(6, 1, 6).batchSize()).isEqualTo(1);
        assertThatThrownBy(() -> plan(6, 1, 5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("training.batchSize is 5, which cannot be shared among 6 workers (cluster.workers)");
    }
}
