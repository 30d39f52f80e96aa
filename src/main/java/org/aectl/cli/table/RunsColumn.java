package org.aectl.cli.table;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.aectl.task.runs.RunsTask.Row;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table of runs.
 *
 * @param word its header, and what {@code --sort} calls it
 * @param numeric whether it holds numbers
 * @param text a run's value for people; empty where it has none
 * @param exact the same with every digit, for programs
 * @param rising order by this column, runs without a value last
 * @param falling the opposite order, runs without a value last as well
 */
public record RunsColumn(
        String word,
        boolean numeric,
        Function<Row, String> text,
        Function<Row, String> exact,
        Comparator<Row> rising,
        Comparator<Row> falling) {

    public static final List<RunsColumn> ALL = List.of(
            words("run", Row::run),
            words("family", Row::family),
            numbers("code", Row::code, "%d"),
            words("metric", Row::metric),
            words("loss", Row::loss),
            best(),
            numbers("epochs", Row::epochs, "%d"),
            numbers("seconds", Row::seconds, "%.1f"),
            words("outcome", Row::outcome),
            words("data", Row::data));

    public static Optional<RunsColumn> of(String word) {
        return ALL.stream().filter(column -> column.word.equals(word)).findAny();
    }

    /** Losses of different kinds have no order among them: each kind is by itself. */
    private static RunsColumn best() {
        RunsColumn best = numbers("best", Row::best, "%.4f");
        Comparator<Row> kind = Comparator.comparing((Row row) -> row.best() == null)
                .thenComparing(Row::metric)
                .thenComparing(Row::loss);
        return new RunsColumn(
                best.word,
                best.numeric,
                best.text,
                best.exact,
                kind.thenComparing(best.rising),
                kind.thenComparing(best.falling));
    }

    private static RunsColumn words(String word, Function<Row, String> value) {
        return column(word, false, value, "%s");
    }

    private static <N extends Number & Comparable<N>> RunsColumn numbers(
            String word, Function<Row, @Nullable N> value, String format) {
        return column(word, true, value, format);
    }

    private static <V extends Comparable<V>> RunsColumn column(
            String word, boolean numeric, Function<Row, @Nullable V> value, String format) {
        return new RunsColumn(
                word,
                numeric,
                row -> shown(value.apply(row), format),
                row -> shown(value.apply(row), "%s"),
                Comparator.comparing(value, Comparator.nullsLast(Comparator.naturalOrder())),
                Comparator.comparing(value, Comparator.nullsLast(Comparator.reverseOrder())));
    }

    private static String shown(@Nullable Object value, String format) {
        return value == null ? "" : String.format(Locale.ROOT, format, value);
    }

    /** Lists the columns in the help and to shells that complete words. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ALL.stream().map(RunsColumn::word).iterator();
        }
    }
}
