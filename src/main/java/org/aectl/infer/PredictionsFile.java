package org.aectl.infer;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.run.AtomicFile;

/**
 * What a classifier says about each example as CSV: its row, its label where there is one, the most probable class with
 * its probability, and the probability of each class in a column {@code p(CLASS)}.
 */
public final class PredictionsFile implements AutoCloseable {
    private final AtomicFile file;
    private final CsvWriter csv;
    private final Examples examples;
    private final List<String> classes;

    /**
     * @param examples that will be predicted; they know the labels
     * @param classes of the classifier
     */
    public PredictionsFile(Path path, Examples examples, List<String> classes) throws IOException {
        this.examples = examples;
        this.classes = classes;
        this.file = AtomicFile.begin(path);
        this.csv = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        List<String> header = new ArrayList<>(
                examples.labelled()
                        ? List.of("row", "label", "predicted", "probability")
                        : List.of("row", "predicted", "probability"));
        classes.forEach(name -> header.add("p(" + name + ")"));
        csv.writeRecord(header);
    }

    /**
     * Appends a row.
     *
     * @param probabilities of each class
     * @return the name of the class that is predicted
     */
    public String write(int row, double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(row));
        if (examples.labelled()) {
            fields.add(examples.classes().get(examples.label(row)));
        }
        fields.add(classes.get(best));
        fields.add(Double.toString(probabilities[best]));
        for (double probability : probabilities) {
            fields.add(Double.toString(probability));
        }
        csv.writeRecord(fields);
        return classes.get(best);
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        csv.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
