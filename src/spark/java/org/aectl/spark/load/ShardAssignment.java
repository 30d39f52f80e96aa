package org.aectl.spark.load;

import java.io.Serializable;
import org.aectl.data.prepare.SplitShares;
import org.jspecify.annotations.Nullable;

/**
 * Which shard a row goes to. The shards of the training split come first, then those of the validation split, then one of examples to
 * be shown. It depends on the row's number (and its class, where classes are chosen) alone, so that a task that is repeated deals out
 * the same.
 *
 * @param training how many shards of the training split
 * @param validation how many of the validation split
 * @param shown rows of the test split before this one are shown
 * @param wanted by class number, whether a class is learnt; null for all
 * @param dropsIncomplete whether rows with a missing value are in no split
 */
public record ShardAssignment(
        SplitShares shares,
        int training,
        int validation,
        int shown,
        boolean @Nullable [] wanted,
        boolean dropsIncomplete)
        implements Serializable {

    public int shards() {
        return training + validation + 1;
    }

    public int shownShard() {
        return training + validation;
    }

    boolean isTest(int row) {
        return shares.splitOf(row) == SplitShares.Split.TEST;
    }

    /**
     * The shard of a row; -1 for one that no worker needs.
     *
     * @param label its class number; counts only where classes are chosen
     */
    int shardOf(int row, int label) {
        SplitShares.Split split = shares.splitOf(row);
        if (split == SplitShares.Split.TEST) {
            return row < shown ? shownShard() : -1;
        }
        if (wanted != null && !wanted[label]) {
            return -1;
        }
        // In turn: a set that is sorted by class has all classes in each shard.
        return split == SplitShares.Split.TRAINING ? row % training : training + row % validation;
    }
}
