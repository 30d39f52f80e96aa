package org.aectl.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source holds, before it is split.
 *
 * @param test the source's own test examples, null where it has none
 * @param files every file that was read
 */
public record LoadedData(Examples training, @Nullable Examples test, List<DataFile> files) {}
