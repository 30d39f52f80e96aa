package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.data.Examples;
import org.aectl.output.table.RowColumns;
import org.aectl.output.table.TableColumns;
import org.aectl.output.table.TableColumns.Kind;
import org.aectl.output.table.TableColumns.NumberColumn;
import org.aectl.output.table.TableWriter;

/**
 * What a classifier says about each example: its row, its label where there is one, the most probable class with its
 * probability, and the probability of each class in a column {@code p(CLASS)}.
 */
public final class PredictionTable implements AutoCloseable {
    private final RowColumns rows;
    private final List<String> classes;
    private final TableWriter table;

    /**
     * Begins the file.
     *
     * @param examples that will be predicted; they know the labels
     * @param classes of the classifier
     */
    public PredictionTable(TableFormat format, Path path, Examples examples, List<String> classes) throws IOException {
        this.rows = new RowColumns(examples);
        this.classes = classes;
        List<String> texts = new ArrayList<>(rows.names());
        texts.add("predicted");
        List<String> numbers = new ArrayList<>(List.of("probability"));
        classes.forEach(name -> numbers.add("p(" + name + ")"));
        this.table = format.begin(path, new TableColumns("predictions", texts, NumberColumn.of(Kind.DOUBLE, numbers)));
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
        double probability = probabilities[best];
        List<String> texts = new ArrayList<>(rows.texts(row));
        texts.add(classes.get(best));
        table.write(rows.row(row), texts, column -> column == 0 ? probability : probabilities[column - 1]);
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
