package org.aectl.cli;

import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.aectl.model.Losses;
import org.aectl.run.TrainingProgress;
import org.aectl.train.EpochReport;
import org.aectl.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** Shows a training to a person: a bar within each epoch on a terminal, and a line for each epoch everywhere. */
final class ProgressDisplay implements TrainingListener, AutoCloseable {
    private static final int COLUMNS = 100;
    private static final int REFRESH_MILLISECONDS = 200;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final int epochs;
    private final Messages messages;
    private @Nullable ProgressBar bar;
    private long epochStart;
    private long examples;

    ProgressDisplay(int epochs, Messages messages) {
        this.epochs = epochs;
        this.messages = messages;
    }

    @Override
    public void onEpochStart(int epoch, int batches) {
        epochStart = System.nanoTime();
        examples = 0;
        if (messages.interactive()) {
            bar = new ProgressBarBuilder()
                    .setTaskName("epoch " + epoch + "/" + epochs)
                    .setInitialMax(batches)
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
    public void onEpoch(EpochReport report, TrainingProgress progress, boolean last) {
        double seconds = (System.nanoTime() - epochStart) / 1e9;
        closeBar();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "epoch %" + Integer.toString(epochs).length() + "d/%d  loss %.4f",
                report.epoch(),
                epochs,
                report.training().total()));
        Losses validation = report.validation();
        if (validation != null) {
            line.append(String.format(Locale.ROOT, "  validation %.4f", validation.total()));
        }
        line.append(String.format(Locale.ROOT, "  %.1f s  %,.0f examples/s", seconds, examples / seconds));
        if (progress.atBest()) {
            line.append("  best");
        }
        messages.info(line.toString());
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
