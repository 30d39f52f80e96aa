package org.aectl.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aectl.data.Examples;
import org.aectl.data.Origins;
import org.aectl.data.array.NpyWriter;
import org.aectl.run.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * Codes as one NumPy archive: {@code codes} and {@code logVariances} [examples, units], {@code rows} [examples]
 * (numbers in their file), {@code files} and {@code ids} where there are some, {@code labels} [examples] (numbers of classes) and
 * {@code classes} (their names).
 */
final class NpzCodeWriter implements CodeWriter {
    private final Path path;
    private final Examples examples;
    private final AtomicFile file;
    private final ZipOutputStream zip;
    private final NpyWriter codes;
    private final @Nullable Path waiting;
    private final @Nullable NpyWriter logVariances;

    NpzCodeWriter(Path path, Examples examples, int units, boolean withVariance) throws IOException {
        this.path = path;
        this.examples = examples;
        this.file = AtomicFile.begin(path);
        this.zip = new ZipOutputStream(file.out());
        // Codes hardly compress.
        zip.setLevel(1);
        begin("codes");
        this.codes = new NpyWriter(new Entry(zip), examples.count(), units);
        // An archive takes one array after the other. Beside it, where there is room for as much again.
        this.waiting = withVariance
                ? Files.createTempFile(path.toAbsolutePath().getParent(), ".log-variances", ".part")
                : null;
        this.logVariances = waiting == null ? null : new NpyWriter(waiting, examples.count(), units);
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        // The same codes must give the same bytes, whenever they are written.
        entry.setTime(0);
        zip.putNextEntry(entry);
    }

    /** Ends with its entry, not with the archive. */
    private static final class Entry extends OutputStream {
        private final ZipOutputStream zip;

        Entry(ZipOutputStream zip) {
            this.zip = zip;
        }

        @Override
        public void write(int value) throws IOException {
            zip.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            zip.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            zip.closeEntry();
        }
    }

    @Override
    public void write(int[] rows, float[] newCodes, float[] newLogVariances) throws IOException {
        codes.write(newCodes, 0, newCodes.length);
        if (logVariances != null) {
            logVariances.write(newLogVariances, 0, newLogVariances.length);
        }
    }

    @Override
    public List<Path> commit() throws IOException {
        codes.close();
        if (waiting != null && logVariances != null) {
            logVariances.close();
            begin("logVariances");
            Files.copy(waiting, zip);
            zip.closeEntry();
        }
        writeOrigins(examples.origins());
        if (examples.labelled()) {
            begin("labels");
            int[] labels = new int[examples.count()];
            Arrays.setAll(labels, examples::label);
            NpyWriter.writeIntegers(zip, labels);
            zip.closeEntry();
            begin("classes");
            NpyWriter.writeTexts(zip, examples.classes());
            zip.closeEntry();
        }
        zip.finish();
        file.commit();
        return List.of(path);
    }

    private void writeOrigins(Origins origins) throws IOException {
        begin("rows");
        int[] rows = new int[examples.count()];
        Arrays.setAll(rows, origins::row);
        NpyWriter.writeIntegers(zip, rows);
        zip.closeEntry();
        write("files", origins.files());
        write("ids", origins.ids());
    }

    private void write(String name, @Nullable IntFunction<String> texts) throws IOException {
        if (texts != null) {
            begin(name);
            NpyWriter.writeTexts(
                    zip, IntStream.range(0, examples.count()).mapToObj(texts).toList());
            zip.closeEntry();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (waiting != null) {
            Files.deleteIfExists(waiting);
        }
    }
}
