package org.aectl.output;

import java.io.IOException;
import java.util.List;

/**
 * What a classifier says about each example: its row, its label where there is one, the most probable class with its
 * probability, and the probability of each class in a column {@code p(CLASS)}.
 */
public final class PredictionsFile implements AutoCloseable {
    private final PredictionRows rows;
    private final List<String> classes;

    /** @param classes of the classifier */
    PredictionsFile(PredictionRows rows, List<String> classes) {
        this.rows = rows;
        this.classes = classes;
    }

    /**
     * Appends a row.
     *
     * @param probabilities of each class
     * @return the name of the class that is predicted
     */
    public String write(int row, double[] probabilities) throws IOException {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        rows.write(row, classes.get(best), probabilities[best], probabilities);
        return classes.get(best);
    }

    /** Puts the file in its place. */
    public void commit() throws IOException {
        rows.commit();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
