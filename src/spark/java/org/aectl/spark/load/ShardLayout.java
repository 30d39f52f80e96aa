package org.aectl.spark.load;

import java.io.Serializable;
import java.util.List;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.jspecify.annotations.Nullable;

/**
 * What all rows of a set have in common.
 *
 * @param classes names by class number; empty where there are no labels
 * @param columns of a table
 */
public record ShardLayout(
        ExampleShape shape,
        List<String> classes,
        Columns columns,
        @Nullable ValueRange storedRange) implements Serializable {
    public Examples examples(Shard shard) {
        return new ShardExamples(shard, shape, classes, storedRange);
    }
}
