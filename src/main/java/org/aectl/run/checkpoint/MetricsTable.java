package org.aectl.run.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.PlainText;

/**
 * What a {@link MetricsFile} holds.
 *
 * @param names of the metrics, in the order of their columns
 * @param rows one for each epoch, in their order
 */
public record MetricsTable(List<String> names, List<Row> rows) {
    /** Name of the stage that trains the whole network, and of the only one of a training without pretraining. */
    public static final String WHOLE = "training";

    /** Name of the stage that trains a classifier from random weights, to compare with. */
    public static final String BASELINE = "from scratch";

    /**
     * One epoch.
     *
     * @param stage that it belongs to
     * @param metrics by name; those that the stage does not have are missing
     */
    public record Row(int epoch, String stage, double learningRate, Map<String, Double> metrics) {
        /** Whether it is of the training that is only there to compare with. */
        public boolean isBaseline() {
            return stage.equals(BASELINE);
        }
    }

    /**
     * Reads a file's text. A last line without an end is left out: it is being written.
     *
     * @param name what messages call it
     * @throws InvalidInputException if it is no text of such a file
     */
    public static MetricsTable parse(String text, String name) {
        String[] lines = text.split("\n", -1);
        if (lines.length == 1) {
            throw new InvalidInputException(
                    name + ":1: no metrics of aectl: expected a header, was " + PlainText.excerpt(lines[0]));
        }
        List<String> columns = List.of(lines[0].split(",", -1));
        if (!columns.contains(MetricsFile.EPOCH) || !columns.contains(MetricsFile.LEARNING_RATE)) {
            throw new InvalidInputException(name + ":1: no metrics of aectl: expected columns " + MetricsFile.EPOCH
                    + " and " + MetricsFile.LEARNING_RATE + ", was " + PlainText.excerpt(lines[0]));
        }
        List<Row> rows = new ArrayList<>();
        for (int line = 1; line < lines.length - 1; line++) {
            rows.add(row(columns, lines[line], name + ":" + (line + 1)));
        }
        List<String> own = List.of(MetricsFile.EPOCH, MetricsFile.STAGE, MetricsFile.LEARNING_RATE);
        return new MetricsTable(
                columns.stream().filter(column -> !own.contains(column)).toList(), List.copyOf(rows));
    }

    private static Row row(List<String> columns, String line, String place) {
        String[] cells = line.split(",", -1);
        if (cells.length != columns.size()) {
            throw new InvalidInputException(place + ": expected " + Counts.of(columns.size(), "value")
                    + ", as the header names, was " + PlainText.excerpt(line));
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        String stage = WHOLE;
        for (int i = 0; i < cells.length; i++) {
            if (columns.get(i).equals(MetricsFile.STAGE)) {
                stage = cells[i];
            } else if (!cells[i].isEmpty()) {
                numbers.put(columns.get(i), number(cells[i], place));
            }
        }
        Double epoch = numbers.remove(MetricsFile.EPOCH);
        Double learningRate = numbers.remove(MetricsFile.LEARNING_RATE);
        if (epoch == null || learningRate == null) {
            throw new InvalidInputException(
                    place + ": expected an epoch and its learning rate, was " + PlainText.excerpt(line));
        }
        if (!(epoch >= 1 && epoch <= Integer.MAX_VALUE && epoch == Math.rint(epoch))) {
            throw new InvalidInputException(place + ": expected the number of an epoch, was " + epoch);
        }
        return new Row(epoch.intValue(), stage, learningRate, numbers);
    }

    private static double number(String cell, String place) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException noNumber) {
            throw new InvalidInputException(place + ": expected a number, was " + PlainText.excerpt(cell), noNumber);
        }
    }

    /** The epochs by stage, in the order that they were trained in. */
    public Map<String, List<Row>> stages() {
        Map<String, List<Row>> stages = new LinkedHashMap<>();
        rows.forEach(row ->
                stages.computeIfAbsent(row.stage(), stage -> new ArrayList<>()).add(row));
        return stages;
    }
}
