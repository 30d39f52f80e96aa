package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.file.DurableFolder;
import org.jspecify.annotations.Nullable;

/**
 * Codes as NumPy arrays of 32-bit numbers, [examples, units]: {@code codes.npy}, {@code log-variances.npy}; beside
 * them, where each comes from and its label in {@code labels.csv}, without labels in {@code rows.csv}.
 */
final class NpyCodeWriter implements CodeWriter {
    private final Path folder;
    private final Examples examples;
    private final Path path;
    private final NpyExampleWriter codes;
    private final Path pathOfLogVariances;
    private final @Nullable NpyExampleWriter logVariances;

    NpyCodeWriter(Path folder, Path path, Examples examples, int units, boolean withVariance) throws IOException {
        this.folder = folder;
        this.examples = examples;
        this.path = path;
        this.pathOfLogVariances = folder.resolve("log-variances.npy");
        ExampleShape code = ExampleShape.features(units);
        this.codes = new NpyExampleWriter(path, examples.count(), code);
        this.logVariances = withVariance ? new NpyExampleWriter(pathOfLogVariances, examples.count(), code) : null;
    }

    @Override
    public void write(int[] rows, float[] newCodes, float[] newLogVariances) throws IOException {
        write(codes, rows, newCodes);
        if (logVariances != null) {
            write(logVariances, rows, newLogVariances);
        }
    }

    private static void write(NpyExampleWriter array, int[] rows, float[] numbers) throws IOException {
        int units = numbers.length / rows.length;
        for (int i = 0; i < rows.length; i++) {
            array.write(rows[i], Arrays.copyOfRange(numbers, i * units, (i + 1) * units));
        }
    }

    @Override
    public List<Path> commit() throws IOException {
        Path labels = folder.resolve("labels.csv");
        List<Path> others = new ArrayList<>();
        if (logVariances != null) {
            others.add(pathOfLogVariances);
        }
        if (examples.labelled()) {
            others.add(labels);
        }
        // Those of an older call are not to be taken for these codes'.
        DurableFolder.delete(others);
        List<Path> files = new ArrayList<>();
        codes.commit();
        files.add(path);
        if (logVariances != null) {
            logVariances.commit();
            files.add(pathOfLogVariances);
        }
        Path rows = folder.resolve(examples.labelled() ? "labels.csv" : "rows.csv");
        try (ExampleTable table = new ExampleTable(TableFormat.CSV, rows, examples, List.of())) {
            for (int example = 0; example < examples.count(); example++) {
                table.write(example);
            }
            table.commit();
        }
        files.add(rows);
        return files;
    }

    @Override
    public void close() throws IOException {
        codes.close();
        if (logVariances != null) {
            logVariances.close();
        }
    }
}
