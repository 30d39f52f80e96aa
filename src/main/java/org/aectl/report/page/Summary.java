package org.aectl.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.aectl.base.Counts;
import org.aectl.config.DataConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.eval.Metric;
import org.aectl.eval.Unit;
import org.aectl.report.Numbers;
import org.aectl.run.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What a page begins with.
 *
 * @param lead what was trained on what, and what came of it, in sentences
 * @param headlines the few numbers that matter most
 * @param boxes the rest
 */
record Summary(String lead, List<Headline> headlines, List<InfoBox> boxes) {
    /** A number, and what it is. */
    record Headline(String value, String label) {}

    /** A name and what goes with it. */
    record Row(String name, String value) {}

    /** Facts that belong together. */
    record InfoBox(String title, List<Row> rows) {}

    /** @param squaredError a figure of its own; null where nothing was measured */
    static Summary of(RunFacts run, @Nullable Headline squaredError) {
        return new Summary(lead(run), headlines(run, squaredError), List.of(model(run), data(run), training(run)));
    }

    private static String lead(RunFacts run) {
        Integer rows = run.trainingRows();
        StringBuilder text = new StringBuilder(
                Character.toUpperCase(run.family().charAt(0)) + run.family().substring(1));
        text.append(" that learnt ")
                .append(run.examples())
                .append(rows == null ? "" : " from " + Counts.of(rows, "example"))
                .append(rows == null ? " from " : " of ")
                .append(run.config().data().source().describe())
                .append(". ")
                .append(outcome(run));
        Integer best = run.bestEpoch();
        int shown = run.checkpoint().progress().epoch();
        if (best == null) {
            return text.append(" This page shows the model of epoch ")
                    .append(shown)
                    .append('.')
                    .toString();
        }
        text.append(
                run.keepsLast()
                        ? " There are no validation rows, so the last epoch is kept, " + best
                        : " Its " + run.metric() + " was lowest after epoch " + best);
        return text.append(", and this page shows the model of ")
                .append(shown == best ? "that epoch." : "epoch " + shown + ".")
                .toString();
    }

    private static String outcome(RunFacts run) {
        String epochs = Counts.of(run.epochs(), "epoch");
        Manifest manifest = run.manifest();
        if (manifest == null) {
            return "This checkpoint was taken after " + epochs + ".";
        }
        String after = epochs + " and " + Numbers.duration(manifest.seconds());
        return switch (manifest.outcome()) {
            case DONE -> "The training took " + after + ".";
            case STOPPED_EARLY -> "The training was stopped early, when it no longer improved, after " + after + ".";
            case INTERRUPTED -> "The training was interrupted after " + after + ".";
            case DIVERGED -> "The training diverged after " + after + ".";
            case FAILED -> "The training failed after " + after + ".";
            case KILLED -> "The training was killed after " + after + ".";
            case RUNNING -> "The training had not ended when this page was made, after " + after + ".";
        };
    }

    private static List<Headline> headlines(RunFacts run, @Nullable Headline squaredError) {
        List<Headline> headlines = new ArrayList<>();
        Double best = run.bestValue();
        if (best != null) {
            String which = run.keepsLast() ? run.metric() + " of the last epoch, " : "lowest " + run.metric() + ", ";
            headlines.add(new Headline(Numbers.text(best), which + unit(run)));
        }
        if (squaredError != null) {
            headlines.add(squaredError);
        }
        headlines.add(new Headline(
                Numbers.count(run.plan().example().size()) + "\u2009\u2192\u2009"
                        + Numbers.count(run.plan().codeSize()),
                "values of an example, units of its code"));
        Manifest manifest = run.manifest();
        headlines.add(
                manifest == null
                        ? new Headline(
                                Numbers.count(run.epochs()), (run.epochs() == 1 ? "epoch" : "epochs") + " of training")
                        : new Headline(
                                Numbers.duration(manifest.seconds()),
                                "of training, " + Counts.of(run.epochs(), "epoch")));
        return headlines;
    }

    private static String unit(RunFacts run) {
        String part = run.metric().substring(run.metric().indexOf('.') + 1);
        return Metric.of(part).map(Metric::unit).orElse(Unit.MIXED).text(run.config());
    }

    private static InfoBox model(RunFacts run) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Family", EnumNames.of(run.config().model().type())));
        rows.add(new Row("Network", run.plan().toString()));
        rows.add(new Row("Parameters", Numbers.count(run.plan().parameters())));
        rows.add(new Row("Judged by", run.likelihood()));
        return new InfoBox("Model", rows);
    }

    private static InfoBox data(RunFacts run) {
        List<Row> rows = new ArrayList<>();
        DataConfig data = run.config().data();
        rows.add(new Row("Source", data.source().describe()));
        rows.add(new Row("Example", run.checkpoint().shape().toString()));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            rows.add(new Row("Rows", rows(manifest.rows())));
        }
        rows.add(new Row("Scaling", EnumNames.of(data.scale())));
        if (data.binarize() != DataConfig.Binarize.NONE) {
            rows.add(new Row("Made binary", EnumNames.of(data.binarize())));
        }
        List<String> classes = run.checkpoint().classes();
        if (!classes.isEmpty()) {
            rows.add(new Row("Classes", Numbers.count(classes.size())));
        }
        return new InfoBox("Data", rows);
    }

    /** Rows of each split, in words. */
    static String rows(Map<String, Integer> rows) {
        return rows.entrySet().stream()
                .map(split -> Numbers.count(split.getValue()) + " " + split.getKey())
                .collect(Collectors.joining(", "));
    }

    private static InfoBox training(RunFacts run) {
        TrainingConfig training = run.config().training();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "Optimizer",
                EnumNames.of(training.optimizer().getClass()) + ", learning rate "
                        + number(training.optimizer().learningRate())));
        rows.add(new Row("Batch", Counts.of(training.batchSize(), "example")));
        rows.add(new Row("Seed", Long.toString(run.config().seed())));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            rows.addAll(end(manifest));
        }
        return new InfoBox("Training", rows);
    }

    /** What became of a run. */
    static List<Row> end(Manifest manifest) {
        return List.of(
                new Row("Outcome", manifest.outcome().word()),
                new Row("Started", time(manifest.started())),
                new Row("Made by", "aectl " + manifest.version()));
    }

    /** ISO 8601 with a space for its T and a name for its Z. */
    private static String time(String iso) {
        return iso.replace('T', ' ').replace("Z", " UTC");
    }

    /** As short as it can be written. */
    static String number(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.toLowerCase(Locale.ROOT);
    }
}
