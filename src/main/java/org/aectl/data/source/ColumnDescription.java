package org.aectl.data.source;

import org.jspecify.annotations.Nullable;

/**
 * What is in a column of a table.
 *
 * @param name its number where it has none
 * @param kind what it holds
 * @param read whether its values would be learnt from
 * @param why it would not; null where it would
 * @param minimum the smallest number; null where it holds none, or was not read
 * @param mean of its numbers
 * @param maximum the largest
 * @param missing how many values are; null where nobody looked
 * @param distinct how many different values there are; null where nobody looked, or there are more than {@value #MOST_NUMBERS} numbers
 *     or {@value #MOST_WORDS} words
 */
public record ColumnDescription(
        String name,
        String kind,
        boolean read,
        @Nullable String why,
        @Nullable Double minimum,
        @Nullable Double mean,
        @Nullable Double maximum,
        @Nullable Long missing,
        @Nullable Integer distinct) {
    static final int MOST_NUMBERS = 1_000;
    static final int MOST_WORDS = 100_000;

    /** Of a column that was not looked into. */
    static ColumnDescription notRead(String name, String kind, String why) {
        return new ColumnDescription(name, kind, false, why, null, null, null, null, null);
    }
}
