package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.data.NpyWriter;
import org.aectl.run.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * Codes as NumPy arrays of 32-bit numbers, [examples, units]: {@code codes.npy}, {@code log-variances.npy}; labels beside
 * them in {@code labels.csv}.
 */
final class NpyCodeWriter implements CodeWriter {
    private final Path folder;
    private final Examples examples;
    private final Array codes;
    private final @Nullable Array logVariances;

    NpyCodeWriter(Path folder, Path path, Examples examples, int units, boolean withVariance) throws IOException {
        this.folder = folder;
        this.examples = examples;
        this.codes = new Array(path, examples.count(), units);
        this.logVariances =
                withVariance ? new Array(folder.resolve("log-variances.npy"), examples.count(), units) : null;
    }

    /** One file. */
    private static final class Array implements AutoCloseable {
        private final Path path;
        private final AtomicFile file;
        private final NpyWriter writer;

        Array(Path path, int count, int units) throws IOException {
            this.path = path;
            this.file = AtomicFile.begin(path);
            this.writer = new NpyWriter(file.out(), count, units);
        }

        void commit() throws IOException {
            writer.close();
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public void write(int[] rows, float[] newCodes, float[] newLogVariances) throws IOException {
        codes.writer.write(newCodes, 0, newCodes.length);
        if (logVariances != null) {
            logVariances.writer.write(newLogVariances, 0, newLogVariances.length);
        }
    }

    @Override
    public List<Path> commit() throws IOException {
        List<Path> files = new ArrayList<>();
        codes.commit();
        files.add(codes.path);
        if (logVariances != null) {
            logVariances.commit();
            files.add(logVariances.path);
        }
        if (examples.labelled()) {
            Path labels = folder.resolve("labels.csv");
            LabelsFile.write(labels, examples.count(), row -> examples.classes().get(examples.label(row)));
            files.add(labels);
        }
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
