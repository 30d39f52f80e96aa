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
import org.aectl.report.LossUnits;
import org.aectl.report.Numbers;
import org.aectl.run.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What a page begins with.
 *
 * @param lead what was trained on what, and what came of it, in sentences
 * @param figures the few numbers that matter most
 * @param facts the rest, by subject
 */
record Summary(String lead, List<Figure> figures, List<Subject> facts) {
    /** A number, and what it is. */
    record Figure(String value, String label) {}

    /** A name and what goes with it. */
    record Fact(String name, String value) {}

    /** Facts that belong together. */
    record Subject(String title, List<Fact> facts) {}

    /** @param squaredError a figure of its own; null where nothing was measured */
    static Summary of(RunFacts run, @Nullable Figure squaredError) {
        return new Summary(lead(run), figures(run, squaredError), List.of(model(run), data(run), training(run)));
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

    private static List<Figure> figures(RunFacts run, @Nullable Figure squaredError) {
        List<Figure> figures = new ArrayList<>();
        Double best = run.bestValue();
        if (best != null) {
            String which = run.keepsLast() ? run.metric() + " of the last epoch, " : "lowest " + run.metric() + ", ";
            figures.add(new Figure(Numbers.text(best), which + unit(run)));
        }
        if (squaredError != null) {
            figures.add(squaredError);
        }
        figures.add(new Figure(
                Numbers.count(run.plan().example().size()) + "\u2009\u2192\u2009"
                        + Numbers.count(run.plan().codeSize()),
                "values of an example, units of its code"));
        Manifest manifest = run.manifest();
        figures.add(
                manifest == null
                        ? new Figure(
                                Numbers.count(run.epochs()), (run.epochs() == 1 ? "epoch" : "epochs") + " of training")
                        : new Figure(
                                Numbers.duration(manifest.seconds()),
                                "of training, " + Counts.of(run.epochs(), "epoch")));
        return figures;
    }

    private static String unit(RunFacts run) {
        String part = run.metric().substring(run.metric().indexOf('.') + 1);
        return switch (part) {
            case "loss" -> LossUnits.ofLoss(run.config());
            case "reconstruction" -> LossUnits.ofReconstruction(run.config().model());
            case "kl" -> LossUnits.NATS;
            default -> LossUnits.UNKNOWN;
        };
    }

    private static Subject model(RunFacts run) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Family", EnumNames.of(run.config().model().type())));
        facts.add(new Fact("Network", run.plan().toString()));
        facts.add(new Fact("Parameters", Numbers.count(run.plan().parameters())));
        facts.add(new Fact("Judged by", run.likelihood()));
        return new Subject("Model", facts);
    }

    private static Subject data(RunFacts run) {
        List<Fact> facts = new ArrayList<>();
        DataConfig data = run.config().data();
        facts.add(new Fact("Source", data.source().describe()));
        facts.add(new Fact("Example", run.checkpoint().shape().toString()));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            facts.add(new Fact("Rows", rows(manifest.rows())));
        }
        facts.add(new Fact("Scaling", EnumNames.of(data.scale())));
        if (data.binarize() != DataConfig.Binarize.NONE) {
            facts.add(new Fact("Made binary", EnumNames.of(data.binarize())));
        }
        List<String> classes = run.checkpoint().classes();
        if (!classes.isEmpty()) {
            facts.add(new Fact("Classes", Numbers.count(classes.size())));
        }
        return new Subject("Data", facts);
    }

    /** Rows of each split, in words. */
    static String rows(Map<String, Integer> rows) {
        return rows.entrySet().stream()
                .map(split -> Numbers.count(split.getValue()) + " " + split.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Subject training(RunFacts run) {
        TrainingConfig training = run.config().training();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Optimizer",
                EnumNames.of(training.optimizer().getClass()) + ", learning rate "
                        + number(training.optimizer().learningRate())));
        facts.add(new Fact("Batch", Counts.of(training.batchSize(), "example")));
        facts.add(new Fact("Seed", Long.toString(run.config().seed())));
        Manifest manifest = run.manifest();
        if (manifest != null) {
            facts.addAll(end(manifest));
        }
        return new Subject("Training", facts);
    }

    /** What became of a run. */
    static List<Fact> end(Manifest manifest) {
        return List.of(
                new Fact("Outcome", manifest.outcome().word()),
                new Fact("Started", time(manifest.started())),
                new Fact("Made by", "aectl " + manifest.version()));
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
