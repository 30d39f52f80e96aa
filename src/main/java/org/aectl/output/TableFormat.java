package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.aectl.data.Examples;

/** What a table of text and numbers is written as. */
public enum TableFormat {
    CSV,
    PARQUET;

    /** The file of a name in a folder. */
    public Path path(Path folder, String name) {
        return folder.resolve(name + "." + name().toLowerCase(Locale.ROOT));
    }

    /**
     * Begins the predictions of a classifier.
     *
     * @param path as {@link #path} gave it
     * @param examples that will be predicted; they know the labels
     * @param classes of the classifier
     */
    public PredictionsFile predictions(Path path, Examples examples, List<String> classes) throws IOException {
        return new PredictionsFile(
                switch (this) {
                    case CSV -> new CsvPredictions(path, examples, classes);
                    case PARQUET -> new ParquetPredictions(path, examples, classes);
                },
                classes);
    }
}
