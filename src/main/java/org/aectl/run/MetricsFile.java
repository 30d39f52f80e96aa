package org.aectl.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** metrics.csv: a row for each epoch. Numbers are written so that reading them gives the same bits. */
public final class MetricsFile {
    private final Path file;

    private MetricsFile(Path file) {
        this.file = file;
    }

    /** Begins the file with a header. */
    public static MetricsFile create(Path file, List<String> metricNames) throws IOException {
        String header = Stream.concat(Stream.of("epoch", "learningRate"), metricNames.stream())
                .collect(Collectors.joining(","));
        AtomicFile.write(file, header + "\n");
        return new MetricsFile(file);
    }

    /** Goes on after the text that an earlier session had written, and forgets what came after that. */
    public static MetricsFile resume(Path file, String text) throws IOException {
        AtomicFile.write(file, text);
        return new MetricsFile(file);
    }

    /** Appends a row; it is in the file when this returns. */
    public void append(int epoch, double learningRate, Collection<Double> values) throws IOException {
        String row = Stream.concat(
                        Stream.of(Integer.toString(epoch), Double.toString(learningRate)),
                        values.stream().map(value -> Double.toString(value)))
                .collect(Collectors.joining(","));
        Files.writeString(file, row + "\n", StandardOpenOption.APPEND);
    }

    /** The whole file. */
    public String text() throws IOException {
        return Files.readString(file);
    }
}
