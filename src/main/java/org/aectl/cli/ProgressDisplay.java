package org.aectl.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.aectl.model.Losses;
import org.aectl.run.TrainingProgress;
import org.aectl.train.EpochReport;
import org.aectl.train.Stage;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Shows a training to a person: a bar within each epoch on a terminal, and a line for each epoch everywhere. */
final class ProgressDisplay implements TrainingListener, AutoCloseable {
    private static final int COLUMNS = 100;
    private static final int REFRESH_MILLISECONDS = 200;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final Messages messages;
    private final int every;
    private String task = "";
    private boolean isShown;
    private @Nullable ProgressBar bar;
    private long epochStart;
    private long examples;

    ProgressDisplay(Messages messages) {
        this(messages, 1);
    }

    /** @param every how many epochs each one that is shown stands for */
    ProgressDisplay(Messages messages, int every) {
        this.messages = messages;
        this.every = every;
    }

    @Override
    public void onEpochStart(Stage<?> stage, int stageEpoch, int done) {
        String name = stage.name().equals(Stage.WHOLE) ? "" : stage.name() + ", ";
        String format = "%sepoch %" + Integer.toString(stage.epochs()).length() + "d/%d";
        task = String.format(Locale.ROOT, format, name, stageEpoch, stage.epochs());
        epochStart = System.nanoTime();
        examples = 0;
        isShown = stageEpoch % every == 0 || stageEpoch == stage.epochs();
        if (isShown && messages.interactive()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(stage.portions().count())
                    .startsFrom(done, Duration.ZERO)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                    .setConsumer(new DelegatingProgressBarConsumer(line -> messages.raw("\r" + line), COLUMNS))
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void onBatch(int count, Losses meanLosses) {
        examples += count;
        if (bar != null) {
            bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", meanLosses.total()));
            bar.step();
        }
    }

    @Override
    public void onRollback(TrainingDivergedException problem, TrainingProgress progress) {
        closeBar();
        messages.warn("%s; gone back to the state before it, with a learning rate of %s of the planned one"
                .formatted(problem.what(), progress.rateShare()));
    }

    @Override
    public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
        if (!isShown) {
            return;
        }
        double seconds = (System.nanoTime() - epochStart) / 1e9;
        closeBar();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%s  loss %.4f", task, report.training().total()));
        append(report.training(), line);
        Losses validation = report.validation();
        if (validation != null) {
            line.append(String.format(Locale.ROOT, "  validation %.4f", validation.total()));
            append(validation, line);
        }
        line.append(String.format(Locale.ROOT, "  %.1f s  %,.0f examples/s", seconds, examples / seconds));
        if (progress.atBest()) {
            line.append("  best");
        }
        messages.info(line.toString());
    }

    /** What a loss of several parts consists of. */
    private static void append(Losses losses, StringBuilder line) {
        if (losses.parts().size() > 1) {
            line.append(losses.parts().entrySet().stream()
                    .map(part -> String.format(Locale.ROOT, "%s %.4g", part.getKey(), part.getValue()))
                    .collect(Collectors.joining(", ", " (", ")")));
        }
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
            messages.raw(ERASE_LINE);
        }
    }

    @Override
    public void close() {
        closeBar();
    }
}
