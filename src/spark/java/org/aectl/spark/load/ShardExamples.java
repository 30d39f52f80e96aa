package org.aectl.spark.load;

import java.util.List;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.jspecify.annotations.Nullable;

/** The rows of a shard. */
record ShardExamples(
        Shard shard,
        ExampleShape shape,
        List<String> classes,
        @Nullable ValueRange storedRange) implements Examples {

    @Override
    public int count() {
        return shard.rows();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        System.arraycopy(shard.values().values(), row * shape.size(), target, offset, shape.size());
    }

    @Override
    public int label(int row) {
        if (!labelled()) {
            throw new IllegalStateException("the examples have no labels");
        }
        return shard.labels()[row];
    }

    @Override
    public boolean inMemory() {
        return true;
    }
}
