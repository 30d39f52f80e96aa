package org.aectl.task.detect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DurableFolder;
import org.aectl.eval.Ranking;
import org.aectl.output.ExampleFormat;
import org.aectl.output.ExampleTable;
import org.aectl.output.ExampleWriter;
import org.aectl.output.TableFormat;
import org.aectl.output.table.TableColumns.Kind;
import org.aectl.output.table.TableColumns.NumberColumn;
import org.aectl.report.plot.DetectionPicture;
import org.aectl.run.checkpoint.Checkpoint;
import org.jspecify.annotations.Nullable;

/** What {@link DetectTask} leaves in its folder. */
final class DetectionFiles {
    private static final String SCORES = "scores.csv";
    private static final String PICTURE = "detect.png";

    private final Path output;
    private final Examples examples;
    private final Checkpoint trained;
    private final List<Path> written = new ArrayList<>();

    /**
     * @param output made where it is missing
     * @param trained the model
     */
    DetectionFiles(Path output, Examples examples, Checkpoint trained) throws IOException {
        this.trained = trained;
        this.output = DurableFolder.create(output);
        this.examples = examples;
    }

    /** Scores examples, and hands the squared errors of their features to a writer. */
    interface Scoring {
        OutlierScores with(@Nullable ExampleWriter features) throws IOException;
    }

    /**
     * Writes the squared error of each feature while the examples are scored.
     *
     * @param format null to write nothing
     */
    OutlierScores writeFeatures(@Nullable ExampleFormat format, Scoring scoring) throws IOException {
        if (format == null) {
            return scoring.with(null);
        }
        Path file = format.path(output, "features");
        try (ExampleWriter writer = format.writer(
                file, examples, trained.columns(), trained.config().data().source(), new ValueRange(0, 1))) {
            OutlierScores scores = scoring.with(writer);
            // Those of an older call are not to be taken for these examples'.
            DurableFolder.delete(List.of(output.resolve(SCORES), output.resolve(PICTURE)));
            writer.commit();
            written.add(file);
            return scores;
        }
    }

    /** @param flags which examples are flagged; null where there is no threshold */
    void writeScores(OutlierScores scores, boolean @Nullable [] flags) throws IOException {
        List<double[]> values = new ArrayList<>(List.of(scores.model()));
        List<NumberColumn> columns = new ArrayList<>(List.of(new NumberColumn("score", Kind.DOUBLE)));
        if (flags != null) {
            values.add(IntStream.range(0, flags.length)
                    .mapToDouble(row -> flags[row] ? 1 : 0)
                    .toArray());
            columns.add(new NumberColumn("outlier", Kind.INTEGER));
        }
        scores.baselines().forEach((name, numbers) -> {
            values.add(numbers);
            columns.add(new NumberColumn(name, Kind.DOUBLE));
        });
        DurableFolder.delete(List.of(output.resolve(PICTURE)));
        Path file = output.resolve(SCORES);
        try (ExampleTable table = new ExampleTable(TableFormat.CSV, file, examples, columns)) {
            for (int i = 0; i < examples.count(); i++) {
                int row = i;
                table.write(
                        row, values.stream().mapToDouble(column -> column[row]).toArray());
            }
            table.commit();
        }
        written.add(0, file);
    }

    void writePicture(DetectionPicture picture, @Nullable Double threshold, Map<String, Ranking> rankings)
            throws IOException {
        Path file = output.resolve(PICTURE);
        picture.write(file, threshold, rankings);
        written.add(file);
    }

    /** The scores first, the picture last. */
    List<Path> written() {
        return written;
    }
}
