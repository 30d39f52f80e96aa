package org.aectl.data.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.InputFile;
import org.aectl.data.prepare.ExampleStatistics;
import org.aectl.data.prepare.FeatureTotals;
import org.jspecify.annotations.Nullable;

/**
 * What is in a data set, for people who want to know before they train on it.
 *
 * @param shape shape of one example: width x height x channels, or the number of features
 * @param rows rows of the training split, or of all where there is one only
 * @param testRows rows of the source's own test split, null where it has none
 * @param values how the values are stored: {@code bytes} or {@code numbers}
 * @param minimum the smallest value of the training rows; null where all are missing
 * @param maximum the largest
 * @param mean their mean
 * @param missing values of the training rows that are missing, and do not count in the three numbers before
 * @param missingRows training rows in which one is
 * @param classes training rows of each class, by its name, which is empty for rows without a label; none where there are no
 *     labels
 * @param columns of a table in CSV or Parquet; none of other data
 * @param files what was read
 */
public record DataDescription(
        String shape,
        int rows,
        @Nullable Integer testRows,
        String values,
        @Nullable Float minimum,
        @Nullable Float maximum,
        @Nullable Double mean,
        long missing,
        int missingRows,
        Map<String, Integer> classes,
        List<ColumnDescription> columns,
        List<DataFile> files) {

    /** Opens data. */
    @FunctionalInterface
    public interface Opening {
        Dataset of(SourceConfig source) throws IOException;
    }

    /**
     * Looks at every training row, and of a table in CSV or Parquet at every column: what could not be learnt from is described too,
     * and not refused.
     *
     * @param opening is not asked for a table in which nothing could be learnt from
     */
    public static DataDescription of(SourceConfig source, Opening opening) throws IOException {
        if (source instanceof Csv csv) {
            CsvDescription table = CsvDescription.of(csv);
            return table.columns().stream().anyMatch(ColumnDescription::read) && table.rows() > 0
                    ? of(opening.of(csv.ignoring(table.ignored())), table.columns())
                    : ofNothing(table.rows(), table.columns(), List.of(InputFile.record(csv.path())));
        }
        if (source instanceof Parquet parquet) {
            ParquetDescription table = ParquetDescription.of(parquet);
            if (table.learnable().isEmpty()) {
                return ofNothing(table.rows(), table.others(), table.files());
            }
            Dataset data = opening.of(parquet.ignoring(table.ignored()));
            return of(data, table.columns(data.training()));
        }
        return of(opening.of(source), List.of());
    }

    private static DataDescription ofNothing(int rows, List<ColumnDescription> columns, List<DataFile> files) {
        return new DataDescription("0", rows, null, "numbers", null, null, null, 0, 0, Map.of(), columns, files);
    }

    /** @param columns of the table that they were read from */
    public static DataDescription of(Dataset data, List<ColumnDescription> columns) {
        Examples examples = data.training();
        FeatureTotals totals = new ExampleStatistics(examples).totals();
        ValueRange range = totals.range();
        boolean isEmpty = range.minimum() > range.maximum();
        double mean = Arrays.stream(totals.means())
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
        Examples test = data.test();
        return new DataDescription(
                examples.shape().toString(),
                examples.count(),
                test == null ? null : test.count(),
                examples.storedRange() == null ? "numbers" : "bytes",
                isEmpty ? null : range.minimum(),
                isEmpty ? null : range.maximum(),
                isEmpty ? null : mean,
                IntStream.range(0, totals.features())
                        .mapToLong(i -> examples.count() - totals.count(i))
                        .sum(),
                (int) totals.incomplete(),
                classCounts(examples),
                columns,
                data.files());
    }

    private static Map<String, Integer> classCounts(Examples examples) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        examples.classes().forEach(name -> counts.put(name, 0));
        for (int row = 0; row < (examples.labelled() ? examples.count() : 0); row++) {
            counts.merge(examples.classes().get(examples.label(row)), 1, Integer::sum);
        }
        return counts;
    }
}
