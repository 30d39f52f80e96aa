package org.aectl.data;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where examples come from, so that results lead back to it.
 *
 * @param rows numbers of the rows in the file that each was read from: from 0 over the file's rows of data
 * @param files names of the files; null where all examples are from one
 * @param ids what names the rows; null where no column does
 */
public record Origins(
        IntUnaryOperator rows,
        @Nullable IntFunction<String> files,
        @Nullable IntFunction<String> ids) {
    /** Of examples that are all rows of one file, from its first on. */
    public static final Origins SAME = new Origins(row -> row, null, null);

    /** Of examples that each have a file of their own. */
    public static Origins ofFiles(List<String> names) {
        return new Origins(row -> row, names::get, null);
    }

    /** With names of the rows. */
    public Origins identified(IntFunction<String> names) {
        return new Origins(rows, files, names);
    }

    /**
     * Of some of the examples.
     *
     * @param chosen number among all of each of them
     */
    public Origins at(IntUnaryOperator chosen) {
        IntFunction<String> allFiles = files;
        IntFunction<String> allIds = ids;
        return new Origins(
                row -> rows.applyAsInt(chosen.applyAsInt(row)),
                allFiles == null ? null : row -> allFiles.apply(chosen.applyAsInt(row)),
                allIds == null ? null : row -> allIds.apply(chosen.applyAsInt(row)));
    }

    /** The number of an example in its file. */
    public int row(int example) {
        return rows.applyAsInt(example);
    }
}
