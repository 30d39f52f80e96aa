package org.aectl.spark.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.data.Examples;
import org.aectl.data.file.DataFile;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's examples, dealt out to the workers.
 *
 * @param training the shards of the training split, a partition each
 * @param trainingRows rows of each
 * @param validation those of the validation split; null where there is none
 * @param validationRows rows of each
 * @param tests rows of the test split
 * @param leftOut rows in no split because a value is missing
 * @param files every file that was read
 * @param shown a few rows of the test split, or of the training split where there is none, in this process
 */
public record ClusterData(
        ShardLayout layout,
        JavaRDD<Shard> training,
        int[] trainingRows,
        @Nullable JavaRDD<Shard> validation,
        int[] validationRows,
        long tests,
        long leftOut,
        List<DataFile> files,
        Examples shown) {

    /** Rows of each split, by its name. */
    public Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        rows.put("training", sum(trainingRows));
        if (validation != null) {
            rows.put("validation", sum(validationRows));
        }
        if (tests > 0) {
            rows.put("test", Math.toIntExact(tests));
        }
        return rows;
    }

    public static int sum(int[] rows) {
        int sum = 0;
        for (int count : rows) {
            sum = Math.addExact(sum, count);
        }
        return sum;
    }

    /** Statistics of the training split. */
    public ShardStatistics statistics() {
        return new ShardStatistics(training, layout, sum(trainingRows), new float[0]);
    }
}
