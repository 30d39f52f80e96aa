package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.data.Examples;

/** Numbers that say how well each example came out, as CSV: its row, its label where there is one, the numbers. */
public final class ErrorsFile implements AutoCloseable {
    private final ExampleTable table;
    private final int numbers;

    /**
     * Begins the file.
     *
     * @param examples whose errors will be written; they know the labels
     * @param names of the numbers
     */
    public ErrorsFile(Path path, Examples examples, List<String> names) throws IOException {
        this.table = new ExampleTable(path, examples, names);
        this.numbers = names.size();
    }

    /** Appends a row. */
    public void write(int row, double... errors) {
        if (errors.length != numbers) {
            throw new IllegalArgumentException(errors.length + " errors for " + numbers + " columns");
        }
        table.write(row, Arrays.stream(errors).mapToObj(Double::toString).toList());
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
