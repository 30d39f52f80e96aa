package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Interrupts;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.console.ProgressDisplay;
import org.aectl.cli.console.TerminalWidth;
import org.aectl.cli.option.CacheOption;
import org.aectl.cli.option.CommandWords;
import org.aectl.cli.option.DataOptions;
import org.aectl.cli.option.DeviceOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.RunOptions;
import org.aectl.cli.option.SplitRows;
import org.aectl.cli.option.ThreadsOption;
import org.aectl.cli.table.ConfusionTable;
import org.aectl.task.finetune.FinetuneRequest;
import org.aectl.task.finetune.FinetuneResult;
import org.aectl.task.finetune.FinetuneTask;
import org.aectl.train.StopRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl finetune}: a classifier out of a trained autoencoder. */
@Command(
        name = "finetune",
        description = "Train a classifier on the latent code of a trained model with labels, and compare it on the test"
                + " split with the same network from random weights and with logistic regression on the features.",
        footer = {
            "  aectl finetune ae",
            "  aectl finetune ae --labels 10 --seed 1 --name ae-10-labels",
            "  aectl finetune ae --freeze --name ae-frozen --json"
        })
final class FinetuneCommand implements Callable<Integer> {
    /** A table of more classes is wider than a terminal. */
    private static final int MOST_CLASSES_SHOWN = 20;

    /** Epochs of few examples are too many to show each of them. */
    private static final int SECONDS_OF_A_ROW = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "Labelled examples instead of the run's own: a file, a folder, or the name of a set. They are"
                    + " split as the run's own would be.")
    private @Nullable String data;

    @Option(
            names = "--labels-from",
            paramLabel = "WHERE",
            description =
                    "Labels of --data: the column of a CSV or Parquet file, or the file of labels beside an IDX or"
                            + " NPY file (default: the column of the run's own file; a folder and a set know theirs).")
    private @Nullable String labelsFrom;

    @Option(
            names = "--labels",
            paramLabel = "N",
            description =
                    "Learn from N examples of each class only, drawn from the training split, and without validation"
                            + " (default: all labels; the best epoch by validation is kept).")
    private @Nullable Integer labels;

    @Option(names = "--freeze", description = "Freeze the encoder; train the new layer only.")
    private boolean freeze;

    @Option(
            names = "--no-baseline",
            description = "Skip the baselines: the same network from random weights, and logistic regression.")
    private boolean noBaseline;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the labelled examples (default: 10, or as many as make 500 steps).")
    private @Nullable Integer epochs;

    @Option(
            names = "--head-epochs",
            paramLabel = "N",
            description =
                    "The first N epochs train the new layer only, so that it does not spoil the encoder while it is"
                            + " still random (default: half of them with --labels, otherwise none). The network from random"
                            + " weights always trains as a whole.")
    private @Nullable Integer headEpochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "Examples in a step (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            defaultValue = "0.001",
            description = "Learning rate of Adam (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the drawn labels, the order of the examples, and random weights (default:"
                    + " ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder for the classifier's folder (default: that of --models).")
    private @Nullable Path output;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the classifier (default: RUN-classifier).")
    private @Nullable String name;

    @Option(names = "--force", description = "Replace an older run of the same name.")
    private boolean force;

    @Mixin
    private CacheOption cache;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private DeviceOption device;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private ThreadsOption threads;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    @SuppressWarnings("try") // the signals are caught, not used
    public Integer call() throws IOException {
        Messages messages = Messages.of(spec);
        try (FinetuneTask task = new FinetuneTask(request())) {
            messages.info(String.format(
                    Locale.ROOT,
                    "%s: %s, %s; %s; %s of %s",
                    task.folder(),
                    task.network(),
                    Counts.of(task.network().parameters(), "parameter"),
                    SplitRows.text(task.rows()),
                    Counts.of(task.epochs(), "epoch"),
                    Counts.of(task.steps() / task.epochs(), "step")));
            StopRequest stop = new StopRequest();
            try (Interrupts interrupts = Interrupts.request(stop, messages);
                    ProgressDisplay display = new ProgressDisplay(messages, SECONDS_OF_A_ROW)) {
                print(task.run(List.of(display), stop, messages::warn));
            }
        }
        return ExitCode.DONE;
    }

    private FinetuneRequest request() throws IOException {
        InferenceOptions.atLeastOne("--labels", labels);
        InferenceOptions.atLeastOne("--epochs", epochs);
        InferenceOptions.atLeastOne("--batch-size", batchSize);
        if (headEpochs != null && headEpochs < 0) {
            throw new InvalidInputException("--head-epochs must be at least 0, was " + headEpochs);
        }
        if (headEpochs != null && epochs != null) {
            FinetuneRequest.checkHeadEpochs(headEpochs, epochs);
        }
        if (headEpochs != null && freeze) {
            throw new InvalidInputException(
                    "--head-epochs has no use with --freeze, which trains nothing but the head");
        }
        if (labelsFrom != null && data == null) {
            throw new InvalidInputException(
                    "--labels-from needs --data; a run's own examples have the labels of its config");
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--learning-rate must be above 0, was " + learningRate);
        }
        return new FinetuneRequest(
                cache.of(run.resolve()),
                DataOptions.there(data),
                labelsFrom,
                freeze,
                labels,
                epochs,
                headEpochs,
                batchSize,
                learningRate,
                seed,
                !noBaseline,
                output == null ? run.models() : output,
                name,
                force,
                CommandWords.of(spec));
    }

    private void print(FinetuneResult report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(report));
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s: accuracy %.4f on %s, standard error %.4f%n",
                report.folder(),
                report.accuracy(),
                Counts.of(report.testExamples(), "test example"),
                report.standardError());
        printBaselines(report, out);
        if (report.confusion().classes().size() <= MOST_CLASSES_SHOWN) {
            out.println(new ConfusionTable(report.confusion()).text(TerminalWidth.ofResults()));
        }
        report.files().forEach(out::println);
    }

    private static void printBaselines(FinetuneResult report, PrintWriter out) {
        Double fromScratch = report.accuracyFromScratch();
        Double ofRegression = report.accuracyOfRegression();
        if (fromScratch != null) {
            out.printf(
                    Locale.ROOT,
                    "  from random weights %.4f, all layers learning from the first step on%n",
                    fromScratch);
        }
        if (ofRegression != null) {
            out.printf(Locale.ROOT, "  logistic regression on the features %.4f%n", ofRegression);
        }
        Double gain = report.gain();
        if (gain == null) {
            return;
        }
        boolean isRegression = ofRegression != null && (fromScratch == null || ofRegression > fromScratch);
        out.printf(
                Locale.ROOT,
                "  gain %+.1f points over the better of them%s%n",
                100 * gain,
                gain >= 0
                        ? ""
                        : "; " + (isRegression ? "logistic regression" : "the network from random weights")
                                + " finds classes better");
    }
}
