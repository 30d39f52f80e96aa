package org.aectl.data.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.base.Warnings;
import org.aectl.config.source.Csv;
import org.aectl.data.Columns;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.Wording;
import org.aectl.data.prepare.Resolution;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which column of a CSV file is what.
 *
 * @param named whether the first line holds the names
 * @param names all columns' names in the file's order; their numbers where they have no names
 * @param label the label's column, -1 where there is none
 * @param id the column that names the rows, -1 where there is none
 * @param features the features' columns, in the order that the examples have them
 * @param passedOver columns that are not read though nothing in the config says so
 */
record CsvColumns(
        boolean named, List<String> names, int label, int id, List<Integer> features, List<Integer> passedOver) {

    /** Whether one of the columns has a name, or a number that stands for it, going by a file's first lines. */
    static boolean has(String column, Csv config, List<List<String>> lines) {
        if (lines.isEmpty()) {
            return false;
        }
        List<String> first = lines.get(0).stream().map(String::strip).toList();
        boolean isNamed = config.header() != Csv.Header.NO && first.contains(column);
        return isNamed || CsvChoice.number(column, first.size()) >= 0;
    }

    /**
     * From a file's first lines.
     *
     * @param learnt columns that a model was trained on, or a training file has: if they have names, the same are read
     * @throws org.aectl.base.InvalidInputException if there are no such columns, or none that can be features
     */
    static CsvColumns of(ByteSource content, Csv config, List<List<String>> lines, Columns learnt) {
        if (lines.isEmpty()) {
            throw content.problem("is empty");
        }
        boolean named = CsvHeader.isThere(config, lines, learnt);
        List<String> first = lines.get(0);
        List<String> names = named
                ? first.stream().map(String::strip).toList()
                : IntStream.range(0, first.size()).mapToObj(Integer::toString).toList();
        CsvChoice choice = new CsvChoice(content, config, named, names, named ? lines.subList(1, lines.size()) : lines);
        CsvColumns columns = learnt.areNamed() ? choice.like(learnt) : choice.ofConfig();
        columns.warnOfCoarseNumbers(content.name(), choice.lines());
        return columns;
    }

    /** Where several values of the first lines become one number. */
    private void warnOfCoarseNumbers(String file, List<List<String>> lines) {
        List<String> coarse = new ArrayList<>();
        for (int column : features) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (List<String> line : lines) {
                double value = column < line.size() ? CsvNumber.parse(line.get(column)) : Double.NaN;
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
            if (most > least && (float) most == (float) least) {
                coarse.add(names.get(column));
            }
        }
        if (!coarse.isEmpty()) {
            Warnings.tell(Resolution.message(file, coarse));
        }
    }

    /** As a cached table keeps them. */
    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** As {@link #json} wrote them. */
    static CsvColumns ofJson(String json) {
        return JsonMapper.shared().readValue(json, CsvColumns.class);
    }

    /** Their names; of columns without names none. */
    Columns learnt() {
        return !named
                ? Columns.NONE
                : new Columns(
                        names,
                        features.stream().map(names::get).toList(),
                        label < 0 ? null : names.get(label),
                        id < 0 ? null : names.get(id));
    }

    /** What a user should be told about the choice. */
    List<String> notices(String file, Csv config) {
        List<String> notices = new ArrayList<>();
        if (named && config.header() == Csv.Header.AUTO && names.stream().allMatch(CsvKinds::isNumber)) {
            notices.add(file + ": the first line (" + Wording.list(names)
                    + ") is taken for the names of the columns; data.header no takes it for an example");
        }
        if (!passedOver.isEmpty()) {
            List<String> shown = passedOver.stream()
                    .map(column ->
                            names.get(column).isEmpty() ? "column " + column + " without a name" : names.get(column))
                    .toList();
            notices.add(file + ": passed over, because they hold no numbers to learn from: " + Wording.list(shown)
                    + " (data.ignore or data.columns says which columns are read)");
        }
        return notices;
    }
}
