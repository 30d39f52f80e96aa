package org.aectl.spark.load;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.aectl.data.Examples;
import org.aectl.spark.connect.Floats;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Deals out the rows of one file: makes blocks of rows for each shard, reading the file once from start to end. */
public final class RowBlocks implements Iterator<Tuple2<Integer, RowBlock>> {
    /** What all blocks that are being filled may take together, so that many shards do not take much memory. */
    private static final long BYTES = 32L << 20;

    private static final int MOST_ROWS = 512;

    private final Examples examples;
    private final int offset;
    private final int end;
    private final ShardAssignment deal;
    private final int[] classNumbers;
    private final Filling[] filling;
    private int row;
    private int nextRest;
    private long tests;
    private long leftOut;
    private @Nullable Tuple2<Integer, RowBlock> ready;

    /**
     * @param offset the first row's number in the whole set
     * @param end rows of the whole set from this one on are left out
     * @param classNumbers the number of each of the file's classes among all classes; empty without labels
     */
    public RowBlocks(Examples examples, int offset, int end, ShardAssignment deal, int[] classNumbers) {
        this.examples = examples;
        this.offset = offset;
        this.end = Math.min(end - offset, examples.count());
        this.deal = deal;
        this.classNumbers = classNumbers;
        this.filling = new Filling[deal.shards()];
        int size = examples.shape().size();
        int rows = (int) Math.max(1, Math.min(MOST_ROWS, BYTES / deal.shards() / size / Float.BYTES));
        Arrays.setAll(filling, i -> new Filling(rows, size, classNumbers.length > 0));
    }

    @Override
    public boolean hasNext() {
        while (ready == null && row < end) {
            deal(row++);
        }
        while (ready == null && nextRest < filling.length) {
            int shard = nextRest++;
            if (filling[shard].rows > 0) {
                ready = new Tuple2<>(shard, filling[shard].taken(0, 0));
            }
        }
        if (ready == null && (tests > 0 || leftOut > 0)) {
            ready = new Tuple2<>(deal.shownShard(), filling[deal.shownShard()].taken(tests, leftOut));
            tests = 0;
            leftOut = 0;
        }
        return ready != null;
    }

    private void deal(int local) {
        int global = offset + local;
        int label = classNumbers.length == 0 ? -1 : classNumbers[examples.label(local)];
        float[] values = null;
        if (deal.dropsIncomplete()) {
            values = new float[examples.shape().size()];
            examples.read(local, values, 0);
            for (float value : values) {
                if (Float.isNaN(value)) {
                    leftOut++;
                    return;
                }
            }
        }
        if (deal.isTest(global)) {
            tests++;
        }
        int shard = deal.shardOf(global, label);
        if (shard < 0) {
            return;
        }
        Filling target = filling[shard];
        target.add(examples, local, global, label);
        if (target.isFull()) {
            ready = new Tuple2<>(shard, target.taken(0, 0));
        }
    }

    @Override
    public Tuple2<Integer, RowBlock> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Tuple2<Integer, RowBlock> next = Objects.requireNonNull(ready);
        ready = null;
        return next;
    }

    /** A block that is not complete. */
    private static final class Filling {
        private final int most;
        private final int size;
        private final boolean isLabelled;
        private float[] values = {};
        private int[] labels = {};
        private int first;
        private int rows;

        Filling(int most, int size, boolean isLabelled) {
            this.most = most;
            this.size = size;
            this.isLabelled = isLabelled;
        }

        void add(Examples examples, int local, int global, int label) {
            if (rows == 0) {
                first = global;
                values = new float[most * size];
                labels = new int[isLabelled ? most : 0];
            }
            examples.read(local, values, rows * size);
            if (isLabelled) {
                labels[rows] = label;
            }
            rows++;
        }

        boolean isFull() {
            return rows == most;
        }

        RowBlock taken(long tests, long leftOut) {
            RowBlock block = new RowBlock(
                    first,
                    rows,
                    size,
                    new Floats(rows == most ? values : Arrays.copyOf(values, rows * size)),
                    rows == most ? labels : Arrays.copyOf(labels, isLabelled ? rows : 0),
                    tests,
                    leftOut);
            values = new float[0];
            rows = 0;
            return block;
        }
    }
}
