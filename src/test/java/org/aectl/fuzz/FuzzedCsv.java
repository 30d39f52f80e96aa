package org.aectl.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.cache.DataCache;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;

/** A table read in order, and in chunks of a few bytes on several threads: both must come to the same. */
final class FuzzedCsv {
    private static final List<Integer> CHUNK_SIZES = List.of(1, 7, 64);

    private FuzzedCsv() {}

    static void check(Path file) throws IOException {
        check(new Csv(file, null, Csv.Header.AUTO, null, ","));
        check(new Csv(file, null, Csv.Header.YES, "label", ";"));
        check(new Csv(file, file, Csv.Header.NO, "0", ","));
    }

    private static void check(Csv csv) throws IOException {
        String expected = outcome(csv, null);
        for (int size : CHUNK_SIZES) {
            Path cache = Files.createTempDirectory("csv-cache");
            try {
                String found = outcome(csv, new DataCache(cache, 0, size));
                if (!found.equals(expected)) {
                    throw new AssertionError("in order: " + expected + ", in chunks of " + size + ": " + found);
                }
            } finally {
                deleteFiles(cache);
            }
        }
    }

    private static void deleteFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static String outcome(Csv csv, @Nullable DataCache cache) throws IOException {
        StringBuilder outcome = new StringBuilder();
        FuzzedReader.refusedOrRead(() -> {
            try {
                Dataset data = Sources.open(csv, null, 1, cache, Missing.REFUSE, Columns.NONE);
                outcome.append(data.files());
                append(outcome, data.training());
                if (data.test() != null) {
                    append(outcome, data.test());
                }
            } catch (InvalidInputException refused) {
                outcome.append(refused.getMessage());
                throw refused;
            }
        });
        return outcome.toString();
    }

    private static void append(StringBuilder outcome, Examples examples) {
        outcome.append(examples.shape()).append(examples.classes());
        float[] row = new float[examples.shape().size()];
        for (int i = 0; i < examples.count(); i++) {
            examples.read(i, row, 0);
            outcome.append(Arrays.toString(row));
            if (examples.labelled()) {
                outcome.append(examples.label(i));
            }
        }
    }
}
