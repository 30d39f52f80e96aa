package org.aectl.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Some rows of other examples, in an order of their own. */
public final class SelectedExamples extends ExamplesView {
    private final Examples all;
    private final int[] rows;

    /** @param rows their numbers among the others; not to be changed */
    public SelectedExamples(Examples all, int[] rows) {
        super(all);
        this.all = all;
        this.rows = rows;
    }

    /**
     * Row numbers at equal distances.
     *
     * @param most all of {@code count} rows where there are no more
     */
    public static int[] spread(int count, int most) {
        int[] rows = new int[Math.min(count, most)];
        Arrays.setAll(rows, i -> (int) ((long) i * count / rows.length));
        return rows;
    }

    /**
     * At most so many rows, drawn without replacement, in their order.
     *
     * @param most all rows where there are no more
     * @param seed decides the draw, together with the number of rows
     */
    public static Examples drawn(Examples all, int most, long seed) {
        int count = all.count();
        if (count <= most) {
            return all;
        }
        int[] rows = IntStream.range(0, count).toArray();
        new KeyedRandom(seed, KeyedRandom.Purpose.SUBSET, 0, 0).draw(rows, most);
        return new SelectedExamples(all, Arrays.stream(rows, 0, most).sorted().toArray());
    }

    /** The rows of which no value is missing. */
    public static Examples complete(Examples all) {
        BitSet incomplete = incomplete(all);
        return incomplete.isEmpty()
                ? all
                : new SelectedExamples(
                        all,
                        IntStream.range(0, all.count())
                                .filter(row -> !incomplete.get(row))
                                .toArray());
    }

    /** Rows in which a value is missing. */
    public static BitSet incomplete(Examples all) {
        BitSet rows = new BitSet();
        float[] values = new float[all.shape().size()];
        for (int row = 0; row < all.count(); row++) {
            all.read(row, values, 0);
            for (float value : values) {
                if (Float.isNaN(value)) {
                    rows.set(row);
                }
            }
        }
        return rows;
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        all.read(rows[row], target, offset);
    }

    @Override
    public int label(int row) {
        return all.label(rows[row]);
    }

    @Override
    public Origins origins() {
        return all.origins().at(row -> rows[row]);
    }
}
