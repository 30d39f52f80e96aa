package org.aectl.run.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.PlainText;
import org.aectl.run.file.AtomicFile;
import org.aectl.run.file.TextFile;

/**
 * metrics.csv: a row for each epoch. Numbers are written so that reading them gives the same bits; a cell is empty where a
 * stage of pretraining has no such metric.
 */
public final class MetricsFile {
    static final String EPOCH = "epoch";
    static final String STAGE = "stage";
    static final String LEARNING_RATE = "learningRate";
    private static final Set<String> NO_LOSSES = Set.of(EPOCH, STAGE, LEARNING_RATE);

    private final Path file;
    private final List<String> columns;

    private MetricsFile(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /**
     * Begins the file with a header.
     *
     * @param isStaged whether the training has several stages, which then have a column
     */
    public static MetricsFile create(Path file, boolean isStaged, List<String> metricNames) throws IOException {
        List<String> columns = Stream.concat(
                        isStaged ? Stream.of(EPOCH, STAGE, LEARNING_RATE) : Stream.of(EPOCH, LEARNING_RATE),
                        metricNames.stream())
                .toList();
        AtomicFile.write(file, String.join(",", columns) + "\n");
        return new MetricsFile(file, columns);
    }

    /** Goes on after the whole lines that an earlier session had written, and forgets what came after them. */
    public static MetricsFile resume(Path file, String text) throws IOException {
        AtomicFile.write(file, text.substring(0, text.lastIndexOf('\n') + 1));
        return new MetricsFile(file, List.of(text.split("\n", 2)[0].split(",")));
    }

    /** Appends a row; it is on the disk when this returns. */
    public void append(int epoch, String stage, double learningRate, Map<String, Double> metrics) throws IOException {
        Map<String, String> cells = new HashMap<>();
        metrics.forEach((name, value) -> cells.put(name, Double.toString(value)));
        cells.put(EPOCH, Integer.toString(epoch));
        cells.put(STAGE, stage);
        cells.put(LEARNING_RATE, Double.toString(learningRate));
        String row =
                columns.stream().map(column -> cells.getOrDefault(column, "")).collect(Collectors.joining(","));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap((row + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException problem) {
            throw AtomicFile.naming(file, problem);
        }
    }

    /**
     * What the last epoch measured: the losses by their names, in the file's order; empty before the first epoch's end.
     *
     * @throws InvalidInputException if the file is damaged
     */
    public static Map<String, Double> lastLosses(Path file) throws IOException {
        String text = TextFile.read(file);
        // A row that is being written has no line break yet.
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        Map<String, Double> losses = new LinkedHashMap<>();
        if (lines.size() < 2) {
            return losses;
        }
        String[] columns = lines.get(0).split(",", -1);
        String[] cells = lines.get(lines.size() - 1).split(",", -1);
        if (cells.length != columns.length) {
            throw new InvalidInputException(file + ":" + lines.size() + ": damaged: has "
                    + Counts.of(cells.length, "value") + " instead of " + columns.length);
        }
        for (int i = 0; i < cells.length; i++) {
            if (!NO_LOSSES.contains(columns[i]) && !cells[i].isEmpty()) {
                losses.put(columns[i], number(cells[i], file, lines.size()));
            }
        }
        return losses;
    }

    private static double number(String cell, Path file, int line) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException damaged) {
            throw new InvalidInputException(
                    file + ":" + line + ": damaged: no number: " + PlainText.excerpt(cell), damaged);
        }
    }

    /** The whole file. */
    public String text() throws IOException {
        return Files.readString(file);
    }
}
