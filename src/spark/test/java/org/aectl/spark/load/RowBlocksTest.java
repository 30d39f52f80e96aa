package org.aectl.spark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.ExamplesView;
import org.aectl.data.prepare.SplitShares;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** What workers deal out is what a training on one machine splits. */
class RowBlocksTest {
    private static final int ROWS = 2000;
    private static final int TRAINING_SHARDS = 4;
    private static final int VALIDATION_SHARDS = 2;

    @TempDir
    Path folder;

    private ExperimentConfig config(String more) throws IOException {
        StringBuilder text = new StringBuilder("number,half,kind\n");
        for (int row = 0; row < ROWS; row++) {
            text.append(row % 7 == 3 && !more.isEmpty() && more.contains("missing") ? "" : row)
                    .append(',')
                    .append(row / 2.0)
                    .append(',')
                    .append(row % 3)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), text);
        return ConfigLoader.parse(
                "name: rows\nseed: 5\ndata: { type: csv, path: " + file + ", label: kind, validation: 0.2, test: 0.3"
                        + more + " }\nmodel: { type: ae, latent: 1 }",
                "rows.yaml");
    }

    private static Map<Integer, Shard> shards(
            ExperimentConfig config, boolean @Nullable [] wanted, List<Integer> fileEnds, Random order) {
        Dataset loaded = Sources.open(
                config.data().source(), null, 0, null, config.data().missing(), Columns.NONE);
        SplitShares shares = SplitShares.of(config.data(), null, config.seed());
        ShardAssignment deal = new ShardAssignment(
                shares,
                TRAINING_SHARDS,
                VALIDATION_SHARDS,
                ROWS,
                wanted,
                config.data().missing() == Missing.DROP);
        List<Tuple2<Integer, RowBlock>> blocks = new ArrayList<>();
        int start = 0;
        for (int end : fileEnds) {
            new RowBlocks(new Part(loaded.training(), start, end), start, ROWS, deal, new int[] {0, 1, 2})
                    .forEachRemaining(blocks::add);
            start = end;
        }
        Collections.shuffle(blocks, order);
        Map<Integer, List<RowBlock>> byShard = new HashMap<>();
        blocks.forEach(block ->
                byShard.computeIfAbsent(block._1(), first -> new ArrayList<>()).add(block._2()));
        Map<Integer, Shard> shards = new HashMap<>();
        byShard.forEach((number, own) -> shards.put(number, Shard.of(number, own.iterator())));
        return shards;
    }

    /** Rows of a file of their own. */
    private static final class Part extends ExamplesView {
        private final Examples all;
        private final int start;
        private final int end;

        Part(Examples all, int start, int end) {
            super(all);
            this.all = all;
            this.start = start;
            this.end = end;
        }

        @Override
        public int count() {
            return end - start;
        }

        @Override
        public void read(int row, float[] target, int offset) {
            all.read(start + row, target, offset);
        }

        @Override
        public int label(int row) {
            return all.label(start + row);
        }
    }

    private static Shard shard(Map<Integer, Shard> shards, int number) {
        return Objects.requireNonNull(shards.get(number));
    }

    private static List<String> rows(Map<Integer, Shard> shards, int from, int to) {
        List<String> rows = new ArrayList<>();
        for (int number = from; number < to; number++) {
            Shard shard = shard(shards, number);
            for (int row = 0; row < shard.rows(); row++) {
                rows.add(shard.values().values()[2 * row] + " " + shard.values().values()[2 * row + 1] + " "
                        + shard.labels()[row]);
            }
        }
        return rows;
    }

    private static List<String> rows(@Nullable Examples examples) {
        List<String> rows = new ArrayList<>();
        float[] values = new float[2];
        for (int row = 0; examples != null && row < examples.count(); row++) {
            examples.read(row, values, 0);
            rows.add(values[0] + " " + values[1] + " " + examples.label(row));
        }
        return rows;
    }

    private void checkAgainstSplits(ExperimentConfig config, boolean @Nullable [] wanted) {
        Dataset loaded = Sources.open(
                config.data().source(), null, 0, null, config.data().missing(), Columns.NONE);
        Splits expected = Splits.of(loaded, config.data(), config.seed());

        Map<Integer, Shard> shards = shards(config, wanted, List.of(700, 701, 1500, ROWS), new Random(1));

        int shown = TRAINING_SHARDS + VALIDATION_SHARDS;
        assertThat(rows(shards, 0, TRAINING_SHARDS)).containsExactlyInAnyOrderElementsOf(rows(expected.training()));
        assertThat(rows(shards, TRAINING_SHARDS, shown))
                .containsExactlyInAnyOrderElementsOf(rows(expected.validation()));
        assertThat(rows(shards, shown, shown + 1)).containsExactlyElementsOf(rows(expected.test()));
        assertThat(shard(shards, shown).tests()).isEqualTo(rows(expected.test()).size());
        assertThat(shard(shards, shown).leftOut()).isEqualTo(expected.leftOut());
    }

    @Test
    void rowsGoToTheirSplits() throws IOException {
        checkAgainstSplits(config(""), null);
    }

    @Test
    void onlyChosenClassesAreLearnt() throws IOException {
        checkAgainstSplits(config(", classes: [0, 2]"), new boolean[] {true, false, true});
    }

    @Test
    void incompleteRowsAreLeftOut() throws IOException {
        checkAgainstSplits(config(", missing: drop"), null);
    }

    @Test
    void theOrderInWhichBlocksArriveDoesNotMatter() throws IOException {
        ExperimentConfig config = config("");
        Map<Integer, Shard> first = shards(config, null, List.of(700, 701, 1500, ROWS), new Random(2));

        Map<Integer, Shard> second = shards(config, null, List.of(700, 701, 1500, ROWS), new Random(3));

        first.forEach(
                (number, shard) -> assertThat(shard(second, number).values().values())
                        .as("shard %d", number)
                        .isEqualTo(shard.values().values()));
    }
}
