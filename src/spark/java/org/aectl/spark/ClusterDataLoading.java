package org.aectl.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.ClassNames;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.SplitShares;
import org.aectl.data.prepare.Splits;
import org.aectl.data.source.Sources;
import org.aectl.spark.load.ClusterData;
import org.aectl.spark.load.PartFile;
import org.aectl.spark.load.PartReader;
import org.aectl.spark.load.PartScan;
import org.aectl.spark.load.Partitions;
import org.aectl.spark.load.RowBlock;
import org.aectl.spark.load.RowBlocks;
import org.aectl.spark.load.Shard;
import org.aectl.spark.load.ShardAssignment;
import org.aectl.spark.load.ShardLayout;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Reads an experiment's examples and deals them out to shards, in two passes: one that looks at all files, one that sends the rows. */
final class ClusterDataLoading {
    /** Enough for the pictures and the measures of a trained model. */
    private static final int SHOWN = 10_000;

    private final JavaSparkContext spark;
    private final ExperimentConfig config;

    ClusterDataLoading(JavaSparkContext spark, ExperimentConfig config) {
        this.spark = spark;
        this.config = config;
    }

    /** A set before it is dealt out. */
    private record Source(
            ShardLayout layout,
            int rows,
            @Nullable Examples test,
            @Nullable Integer testRows,
            List<DataFile> files,
            Dealing dealing) {}

    /** Sends every row to its shard. */
    @FunctionalInterface
    private interface Dealing {
        JavaPairRDD<Integer, RowBlock> dealt(ShardAssignment deal, int rows);
    }

    ClusterData load() throws IOException {
        DataConfig data = config.data();
        SourceConfig.Files parts = data.source().parts().orElse(null);
        Source source = parts == null ? driverSource() : partSource(parts);
        int rows = data.limit() == null ? source.rows() : Math.min(source.rows(), data.limit());
        SplitShares shares = SplitShares.of(data, source.testRows(), config.seed());
        boolean[] wanted =
                data.classes() == null ? null : Splits.wanted(source.layout().classes(), data.classes());
        int training = config.cluster().shards(Math.round(rows * (1 - shares.validationEnd())));
        int validation = shares.validationEnd() == shares.test()
                ? 0
                : config.cluster().shards(Math.round(rows * (shares.validationEnd() - shares.test())));
        ShardAssignment deal = new ShardAssignment(
                shares, training, Math.max(1, validation), shownBefore(shares, rows), wanted, drops());
        JavaRDD<Shard> shards = source.dealing()
                .dealt(deal, rows)
                .partitionBy(new HashPartitioner(deal.shards()))
                .mapPartitionsWithIndex(
                        (number, blocks) ->
                                List.of(Shard.of(number, new Blocks(blocks))).iterator(),
                        true)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return counted(source, deal, shards);
    }

    private ClusterData counted(Source source, ShardAssignment deal, JavaRDD<Shard> shards) {
        List<long[]> counts = shards.map(shard -> new long[] {shard.rows(), shard.tests(), shard.leftOut()})
                .collect();
        int[] training = rows(counts.subList(0, deal.training()));
        int[] validation = rows(counts.subList(deal.training(), deal.shownShard()));
        refuseEmpty(
                training, "training", "cluster.workers is " + config.cluster().workers());
        boolean isValidated = deal.shares().validationEnd() > deal.shares().test();
        if (isValidated && ClusterData.sum(validation) == 0) {
            throw new InvalidInputException("data.validation is "
                    + config.data().validation() + ", but none of " + source.rows() + " rows falls into that split");
        }
        long[] rest = counts.get(deal.shownShard());
        long tests = source.testRows() != null ? source.testRows() : rest[1];
        return new ClusterData(
                source.layout(),
                Partitions.of(shards, 0, deal.training()),
                training,
                isValidated ? Partitions.of(shards, deal.training(), deal.shownShard()) : null,
                isValidated ? validation : new int[0],
                tests,
                rest[2],
                source.files(),
                shown(source, shards, deal, tests));
    }

    private static int[] rows(List<long[]> counts) {
        return counts.stream().mapToInt(count -> (int) count[0]).toArray();
    }

    private static void refuseEmpty(int[] rows, String split, String reason) {
        for (int count : rows) {
            if (count == 0) {
                throw new InvalidInputException("the %d rows of the %s split are too few for its %d shards: %s"
                        .formatted(ClusterData.sum(rows), split, rows.length, reason));
            }
        }
    }

    /** The row before which as many rows are of the test split as are shown. */
    private static int shownBefore(SplitShares shares, int rows) {
        int found = 0;
        for (int row = 0; row < rows; row++) {
            if (shares.splitOf(row) == SplitShares.Split.TEST && ++found == SHOWN) {
                return row + 1;
            }
        }
        return rows;
    }

    private static Examples shown(Source source, JavaRDD<Shard> shards, ShardAssignment deal, long tests) {
        if (source.test() != null) {
            return source.test();
        }
        int from = tests > 0 ? deal.shownShard() : 0;
        Shard shard = Partitions.of(shards, from, from + 1).collect().get(0);
        return source.layout().examples(shard);
    }

    // ---- read by the workers ---------------------------------------------------------------------------------------

    private Source partSource(SourceConfig.Files source) throws IOException {
        String text = ConfigWriter.toYaml(config);
        List<PartFile> parts = PartScan.of(spark, text, source.path(), source.labels(), Columns.NONE);
        Columns columns = parts.get(0).columns();
        List<PartFile> testParts = source.testPath() == null
                ? List.of()
                : PartScan.of(spark, text, source.testPath(), source.testLabels(), columns);
        ShardLayout layout = new ShardLayout(
                parts.get(0).shape(),
                ClassNames.merged(
                        parts.stream().flatMap(part -> part.classes().stream()).toList()),
                columns,
                parts.stream().map(PartFile::storedRange).distinct().count() == 1
                        ? parts.get(0).storedRange()
                        : null);
        for (PartFile test : testParts) {
            PartScan.checkAlike(test, parts.get(0));
        }
        ShardLayout testLayout = new ShardLayout(
                layout.shape(),
                ClassNames.extended(
                        layout.classes(),
                        testParts.stream()
                                .flatMap(part -> part.classes().stream())
                                .toList()),
                columns,
                layout.storedRange());
        checkLabels(layout.classes(), testLayout.classes());
        List<DataFile> files = new ArrayList<>();
        parts.forEach(part -> files.addAll(part.files()));
        testParts.forEach(part -> files.addAll(part.files()));
        return new Source(
                layout,
                total(parts),
                testParts.isEmpty() ? null : firstOf(testParts, testLayout),
                testParts.isEmpty() ? null : total(testParts),
                files,
                (deal, rows) -> dealt(text, parts, layout, deal, rows));
    }

    /** A model that is told the label must know all of them. */
    private void checkLabels(List<String> training, List<String> test) {
        if (!config.model().isConditional()) {
            return;
        }
        if (test.contains("")) {
            throw new InvalidInputException(
                    "model.type cvae needs the label of each example, but the data have rows without one");
        }
        if (test.size() > training.size()) {
            throw new InvalidInputException("the test split holds the class " + test.get(training.size())
                    + "; the model knows " + ClassNames.listed(training));
        }
    }

    private boolean drops() {
        return config.data().missing() == DataConfig.Missing.DROP;
    }

    private static int total(List<PartFile> parts) {
        long rows = parts.stream().mapToLong(PartFile::rows).sum();
        if (rows > Integer.MAX_VALUE) {
            throw new InvalidInputException("the set has %,d rows; the most possible is %,d; data.limit takes the first"
                    .formatted(rows, Integer.MAX_VALUE));
        }
        return (int) rows;
    }

    /** The first test file, read by this process, to be shown. */
    private Examples firstOf(List<PartFile> parts, ShardLayout layout) throws IOException {
        PartFile first = parts.get(0);
        try (PartReader reader = PartReader.open(
                config.data().source(),
                first.address(),
                first.labels(),
                config.data().missing(),
                layout.columns(),
                spark.hadoopConfiguration())) {
            ShardAssignment all = new ShardAssignment(new SplitShares(0, 1, 1), 1, 1, SHOWN, null, drops());
            RowBlocks blocks =
                    new RowBlocks(reader.data().training(), 0, SHOWN, all, numbers(first.classes(), layout.classes()));
            List<RowBlock> shown = new ArrayList<>();
            blocks.forEachRemaining(block -> shown.add(block._2()));
            return layout.examples(Shard.of(0, shown.iterator()));
        }
    }

    private JavaPairRDD<Integer, RowBlock> dealt(
            String text, List<PartFile> parts, ShardLayout layout, ShardAssignment deal, int rows) {
        List<Tuple2<Integer, PartFile>> placed = new ArrayList<>();
        int offset = 0;
        for (PartFile part : parts) {
            if (offset < rows) {
                placed.add(new Tuple2<>(offset, part));
            }
            offset += part.rows();
        }
        SerializableConfiguration settings = new SerializableConfiguration(spark.hadoopConfiguration());
        Columns columns = layout.columns();
        return spark.parallelize(placed, placed.size()).flatMapToPair(part -> {
            DataConfig data = ConfigLoader.parse(text, "the driver's config").data();
            PartFile file = part._2();
            PartReader reader = PartReader.open(
                    data.source(), file.address(), file.labels(), data.missing(), columns, settings.value());
            org.apache.spark.TaskContext.get().addTaskCompletionListener(new CloseOnTaskEnd(reader));
            return new RowBlocks(
                    reader.data().training(), part._1(), rows, deal, numbers(file.classes(), layout.classes()));
        });
    }

    private static int[] numbers(List<String> own, List<String> all) {
        Map<String, Integer> places = new HashMap<>();
        for (int number = 0; number < all.size(); number++) {
            places.putIfAbsent(all.get(number), number);
        }
        return own.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    // ---- read by the driver ----------------------------------------------------------------------------------------

    private Source driverSource() {
        DataConfig data = config.data();
        Dataset loaded = Sources.open(data.source(), data.limit(), config.seed(), null, data.missing(), Columns.NONE);
        Examples examples = loaded.training();
        ShardLayout layout = new ShardLayout(
                examples.shape(), List.copyOf(examples.classes()), examples.columns(), examples.storedRange());
        Examples test = loaded.test();
        checkLabels(layout.classes(), test == null ? layout.classes() : test.classes());
        return new Source(
                layout, examples.count(), test, test == null ? null : test.count(), loaded.files(), (deal, rows) -> {
                    int[] own = new int[layout.classes().size()];
                    Arrays.setAll(own, i -> i);
                    List<Tuple2<Integer, RowBlock>> blocks = new ArrayList<>();
                    new RowBlocks(examples, 0, rows, deal, own).forEachRemaining(blocks::add);
                    return spark.parallelizePairs(blocks, deal.shards());
                });
    }

    /** The blocks of a shard without its number. */
    private record Blocks(Iterator<Tuple2<Integer, RowBlock>> pairs) implements Iterator<RowBlock> {
        @Override
        public boolean hasNext() {
            return pairs.hasNext();
        }

        @Override
        public RowBlock next() {
            return pairs.next()._2();
        }
    }
}
