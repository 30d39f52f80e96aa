package org.aectl.data.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.aectl.config.source.Parquet;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.InputFile;
import org.aectl.data.parquet.ParquetChoice;
import org.aectl.data.parquet.ParquetColumn;
import org.aectl.data.parquet.ParquetFooter;
import org.aectl.data.parquet.ParquetTable;
import org.aectl.data.prepare.ExampleStatistics;
import org.aectl.data.prepare.FeatureTotals;
import org.jspecify.annotations.Nullable;

/**
 * What is in each column of a Parquet file, or of the first one of a folder.
 *
 * @param rows how many there are
 * @param all columns in the file's order
 * @param learnable those that examples would be read from
 * @param ignored those of numbers that cannot be read, as {@code data.ignore} names them
 */
record ParquetDescription(
        int rows, List<ParquetColumn> all, List<ParquetColumn> learnable, List<String> ignored, Parquet config) {

    static ParquetDescription of(Parquet config) {
        var footer = ParquetFooter.read(ParquetTable.files(config.path()).get(0));
        List<ParquetColumn> all = ParquetColumn.all(footer.getFileMetaData().getSchema());
        List<ParquetColumn> learnable = all.stream()
                .filter(column -> column.isNumber() || column.isList())
                .filter(column -> why(column, config) == null)
                .toList();
        List<String> decimals = all.stream()
                .filter(column -> column.kind().contains("decimal"))
                .map(ParquetColumn::name)
                .toList();
        long rows = footer.getBlocks().stream()
                .mapToLong(group -> group.getRowCount())
                .sum();
        return new ParquetDescription((int) rows, all, learnable, decimals, config);
    }

    /** Why a column is not read; null if it is. */
    private static @Nullable String why(ParquetColumn column, Parquet config) {
        if (column.name().equals(config.label())) {
            return "label";
        }
        if (column.name().matches(ParquetChoice.INDEX)) {
            return "counts the rows";
        }
        return column.isNumber() || column.isList() ? null : "no numbers";
    }

    List<DataFile> files() {
        return ParquetTable.files(config.path()).stream().map(InputFile::record).toList();
    }

    /** Where nothing is read. */
    List<ColumnDescription> others() {
        return all.stream()
                .map(column ->
                        ColumnDescription.notRead(column.name(), column.kind(), String.valueOf(why(column, config))))
                .toList();
    }

    /** Those that were read with their numbers; a list is one column. */
    List<ColumnDescription> columns(Examples examples) {
        FeatureTotals totals = new ExampleStatistics(examples).totals();
        double[] means = totals.means();
        List<Set<Float>> distinct = distinct(examples);
        Map<String, Integer> places = Columns.places(examples.columns().features());
        List<ColumnDescription> columns = new ArrayList<>();
        for (ParquetColumn column : all) {
            int feature = places.getOrDefault(column.name(), -1);
            String why = why(column, config);
            if (feature >= 0) {
                boolean isEmpty = Double.isNaN(means[feature]);
                ValueRange range = totals.range(feature);
                columns.add(new ColumnDescription(
                        column.name(),
                        column.kind(),
                        true,
                        null,
                        isEmpty ? null : (double) range.minimum(),
                        isEmpty ? null : means[feature],
                        isEmpty ? null : (double) range.maximum(),
                        examples.count() - totals.count(feature),
                        distinct.get(feature).size() > ColumnDescription.MOST_NUMBERS
                                ? null
                                : distinct.get(feature).size()));
            } else if (why != null) {
                columns.add(ColumnDescription.notRead(column.name(), column.kind(), why));
            } else {
                columns.add(
                        new ColumnDescription(column.name(), column.kind(), true, null, null, null, null, null, null));
            }
        }
        return columns;
    }

    /** Different values of each feature, and one more than are counted where there are many. */
    private static List<Set<Float>> distinct(Examples examples) {
        float[] values = new float[examples.shape().size()];
        List<Set<Float>> distinct = Stream.generate(() -> (Set<Float>) new HashSet<Float>())
                .limit(values.length)
                .toList();
        for (int row = 0; row < examples.count(); row++) {
            examples.read(row, values, 0);
            for (int feature = 0; feature < values.length; feature++) {
                Set<Float> seen = distinct.get(feature);
                if (seen.size() <= ColumnDescription.MOST_NUMBERS && !Float.isNaN(values[feature])) {
                    seen.add(values[feature]);
                }
            }
        }
        return distinct;
    }
}
