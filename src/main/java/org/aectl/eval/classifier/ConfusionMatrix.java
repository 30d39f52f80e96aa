package org.aectl.eval.classifier;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.batch.Batch;
import org.aectl.model.Classifier;
import org.aectl.output.table.SpreadsheetText;
import org.aectl.run.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * Which classes a classifier takes for which.
 *
 * @param classes their names
 * @param counts examples by their class, and of these by the class that was predicted: {@code counts[actual][predicted]}
 */
public record ConfusionMatrix(List<String> classes, int[][] counts) {

    /**
     * Classifies examples, batch by batch.
     *
     * @param batches with labels that are numbered as the classifier's classes
     * @param classes names of these
     */
    public static ConfusionMatrix of(Classifier classifier, Iterable<Batch> batches, List<String> classes) {
        int[][] counts = new int[classes.size()][classes.size()];
        for (Batch batch : batches) {
            double[] probabilities = classifier.probabilities(batch);
            for (int i = 0; i < batch.count(); i++) {
                counts[batch.labels()[i]][mostProbable(probabilities, i * classes.size(), classes.size())]++;
            }
        }
        return new ConfusionMatrix(classes, counts);
    }

    /** The class of the largest of some probabilities, from an offset on; the first of equal ones. */
    public static int mostProbable(double[] probabilities, int offset, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = probabilities[offset + i] > probabilities[offset + best] ? i : best;
        }
        return best;
    }

    /** Number of examples. */
    public long examples() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).asLongStream().sum();
    }

    /** Share of the examples whose class is found. */
    public double accuracy() {
        long right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return (double) right / examples();
    }

    /** Of each class, the share of its examples that are found; null where it has none. */
    public List<@Nullable Double> recall() {
        List<@Nullable Double> recall = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            recall.add(share(counts[i][i], Arrays.stream(counts[i]).sum()));
        }
        return recall;
    }

    /** Of each class, the share of the examples taken for it that are of it; null where there are none. */
    public List<@Nullable Double> precision() {
        List<@Nullable Double> precision = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int column = i;
            precision.add(share(
                    counts[i][i],
                    Arrays.stream(counts).mapToInt(row -> row[column]).sum()));
        }
        return precision;
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    /** Writes the counts as CSV: a row for each class, a column for each that was predicted. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> {
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            List<String> header = new ArrayList<>(List.of("actual"));
            classes.forEach(name -> header.add(SpreadsheetText.label(name)));
            csv.writeRecord(header);
            for (int i = 0; i < counts.length; i++) {
                List<String> fields = new ArrayList<>(List.of(SpreadsheetText.label(classes.get(i))));
                Arrays.stream(counts[i]).mapToObj(Integer::toString).forEach(fields::add);
                csv.writeRecord(fields);
            }
            csv.flush();
        });
    }
}
