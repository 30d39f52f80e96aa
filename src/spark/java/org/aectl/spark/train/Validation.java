package org.aectl.spark.train;

import java.util.List;
import org.aectl.data.batch.BatchSource;

/**
 * The validation split, judged by all workers at once.
 *
 * @param rows how many there are
 */
record Validation(int rows) implements BatchSource<Round> {
    @Override
    public int count() {
        return 1;
    }

    /** Nothing asks for it: nothing is trained on these rows. */
    @Override
    public Iterable<Round> epoch(int epoch, int done) {
        throw new UnsupportedOperationException("a validation has no epochs");
    }

    @Override
    public Iterable<Round> inOrder() {
        return List.of(new Round(0, List.of(), 0, 0, 0, 0, 1, rows));
    }
}
