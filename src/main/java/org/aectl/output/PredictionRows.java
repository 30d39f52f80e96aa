package org.aectl.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes what a classifier says about one example after the other, and writes it to a file. */
interface PredictionRows extends AutoCloseable {
    /**
     * Appends a row.
     *
     * @param predicted name of the most probable class
     * @param probability of this class
     * @param probabilities of each class
     */
    void write(int row, String predicted, double probability, double[] probabilities) throws IOException;

    /** Puts the file in its place. */
    void commit() throws IOException;

    @Override
    void close() throws IOException;

    /** Names of the columns of probabilities. */
    static List<String> probabilityNames(List<String> classes) {
        List<String> names = new ArrayList<>(List.of("probability"));
        classes.forEach(name -> names.add("p(" + name + ")"));
        return names;
    }
}
