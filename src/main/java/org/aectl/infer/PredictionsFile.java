package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;

/**
 * What a classifier says about each example as CSV: its row, its label where there is one, the most probable class with
 * its probability, and the probability of each class in a column {@code p(CLASS)}.
 */
public final class PredictionsFile implements AutoCloseable {
    private final ExampleTable table;
    private final List<String> classes;

    /**
     * @param examples that will be predicted; they know the labels
     * @param classes of the classifier
     */
    public PredictionsFile(Path path, Examples examples, List<String> classes) throws IOException {
        this.classes = classes;
        List<String> names = new ArrayList<>(List.of("predicted", "probability"));
        classes.forEach(name -> names.add("p(" + name + ")"));
        this.table = new ExampleTable(path, examples, names);
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
        List<String> cells = new ArrayList<>(
                List.of(SpreadsheetText.label(classes.get(best)), Double.toString(probabilities[best])));
        for (double probability : probabilities) {
            cells.add(Double.toString(probability));
        }
        table.write(row, cells);
        return classes.get(best);
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        table.commit();
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
