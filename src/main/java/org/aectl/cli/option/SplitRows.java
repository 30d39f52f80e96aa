package org.aectl.cli.option;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many rows each split has, for people. */
public final class SplitRows {
    private SplitRows() {}

    public static String text(Map<String, Integer> rows) {
        boolean isOne = rows.values().stream().mapToInt(Integer::intValue).sum() == 1;
        return rows.entrySet().stream()
                .map(split -> String.format(Locale.ROOT, "%,d %s", split.getValue(), split.getKey()))
                .collect(Collectors.joining(", ", "", isOne ? " row" : " rows"));
    }
}
