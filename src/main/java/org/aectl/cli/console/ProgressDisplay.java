package org.aectl.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.aectl.model.objective.Losses;
import org.aectl.report.Numbers;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.train.EpochReport;
import org.aectl.train.Stage;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Shows a training to a person: a table with a row for each epoch, and on a terminal a line below it that tells how far it is. */
public final class ProgressDisplay implements TrainingListener, AutoCloseable {
    private static final long REFRESH_NANOSECONDS = 200_000_000;

    private final Messages messages;
    private final double secondsOfARow;

    private String stageName = "";
    private int epochs;
    private long stageStart;
    private double stageShare;
    private double doneAtStart;
    private double batchShare;
    private long epochStart;
    private long examples;
    private double rowSeconds;
    private long rowExamples;
    private String header = "";
    private long painted;
    private String task = "";
    private String validation = "";

    public ProgressDisplay(Messages messages) {
        this(messages, 0);
    }

    /** @param seconds a row stands for at least, and so perhaps for many epochs; the last one of a stage is always shown */
    public ProgressDisplay(Messages messages, int seconds) {
        this.messages = messages;
        secondsOfARow = seconds;
    }

    @Override
    public void onEpochStart(Stage<?> stage, int stageEpoch, int done) {
        int batches = Math.max(1, stage.batches().count());
        epochs = stage.epochs();
        batchShare = 1.0 / batches / epochs;
        stageShare = (stageEpoch - 1.0) / epochs + done * batchShare;
        if (!stage.name().equals(stageName)) {
            stageName = stage.name();
            stageStart = System.nanoTime();
            doneAtStart = stageShare;
            validation = "";
            rowSeconds = 0;
            rowExamples = 0;
            showHeader(row(
                    "epoch",
                    "loss",
                    stage.validation() == null ? null : "validation",
                    "time",
                    "examples/s",
                    false,
                    ""));
        }
        task = (isWhole() ? "" : stageName + ", ") + "epoch " + stageEpoch + "/" + epochs;
        epochStart = System.nanoTime();
        examples = 0;
    }

    /** Of the table, where its columns are not those of the stage before; and whose rows follow. */
    private void showHeader(String line) {
        boolean isFirst = header.isEmpty();
        if (!line.strip().equals(header)) {
            header = line.strip();
            messages.info(line);
        }
        if (!isWhole() || !isFirst) {
            messages.info(stageName + ":");
        }
    }

    private boolean isWhole() {
        return stageName.equals(Stage.WHOLE);
    }

    @Override
    public void onBatch(int count, Losses meanLosses) {
        examples += count;
        stageShare += batchShare;
        long now = System.nanoTime();
        if (messages.interactive() && now - painted >= REFRESH_NANOSECONDS) {
            painted = now;
            messages.paint(status(meanLosses, now));
        }
    }

    private StatusLine status(Losses meanLosses, long now) {
        List<String> facts = new ArrayList<>();
        facts.add(timeLeft(now));
        facts.add("loss " + Numbers.plain(meanLosses.total()));
        if (!validation.isEmpty()) {
            facts.add("validation " + validation);
        }
        facts.add(String.format(Locale.ROOT, "%,.0f/s", examples / seconds(epochStart, now)));
        return new StatusLine(task, stageShare, facts);
    }

    /** Of this stage, at the mean speed so far; an early end is not foreseen. */
    private String timeLeft(long now) {
        double perShare = seconds(stageStart, now) / Math.max(batchShare, stageShare - doneAtStart);
        return duration(Math.round(perShare * Math.max(0, 1 - stageShare))) + " left";
    }

    /** Minutes and seconds, with hours in front where there are some. */
    static String duration(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static double seconds(long from, long to) {
        return Math.max(1, to - from) / 1e9;
    }

    @Override
    public void onRollback(TrainingDivergedException problem, TrainingProgress progress) {
        messages.warn("%s; gone back to the state before it, with a learning rate of %s of the planned one"
                .formatted(problem.what(), progress.rateShare()));
    }

    @Override
    public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
        Losses validated = report.validation();
        validation = validated == null ? "" : Numbers.plain(validated.total());
        rowSeconds += seconds(epochStart, System.nanoTime());
        rowExamples += examples;
        if (rowSeconds < secondsOfARow && report.stageEpoch() != epochs && !last) {
            return;
        }
        messages.info(row(
                report.stageEpoch() + "/" + epochs,
                Numbers.plain(report.training().total()),
                validated == null ? null : validation,
                String.format(Locale.ROOT, "%.1f s", rowSeconds),
                String.format(Locale.ROOT, "%,.0f", rowExamples / rowSeconds),
                progress.atBest(),
                messages.verbose() ? parts(report) : ""));
        rowSeconds = 0;
        rowExamples = 0;
    }

    /** What fits the terminal, from the left; a line that wraps is no row of a table any more. */
    private String row(
            String epoch,
            String loss,
            @Nullable String validation,
            String time,
            String rate,
            boolean best,
            String parts) {
        int columns = messages.columns();
        int wide = 2 * Integer.toString(epochs).length() + 1;
        String line = String.format(Locale.ROOT, "%" + Math.max(7, wide) + "s%s", epoch, best ? "*" : " ");
        for (String cell : validation == null ? List.of(loss, time, rate) : List.of(loss, validation, time, rate)) {
            String longer = line + String.format(Locale.ROOT, " %10s", cell);
            if (longer.length() > columns) {
                return line.stripTrailing();
            }
            line = longer;
        }
        return (line + parts).length() > columns ? line : line + parts;
    }

    /** What the losses consist of, where they have several parts. */
    private static String parts(EpochReport report) {
        Map<String, Double> parts = report.metrics();
        parts.keySet().removeIf(name -> name.endsWith(".loss"));
        if (report.training().parts().size() < 2) {
            return "";
        }
        return parts.entrySet().stream()
                .map(part -> part.getKey() + " " + Numbers.plain(part.getValue()))
                .collect(Collectors.joining(", ", "  ", ""));
    }

    @Override
    public void close() {
        messages.erase();
    }
}
