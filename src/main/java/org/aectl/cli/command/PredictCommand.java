package org.aectl.cli.command;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.OutputOptions;
import org.aectl.output.TableFormat;
import org.aectl.task.InferenceRequest;
import org.aectl.task.finetune.PredictTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl predict}: what classes examples are of. */
@Command(
        name = "predict",
        description = "Predict the class of each example with a classifier of aectl finetune.",
        footer = {
            "  aectl predict ae-classifier",
            "  aectl predict ae-classifier --data digits.npy --output predicted",
            "  aectl predict ae-classifier --split validation --json"
        })
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private InferenceOptions inference;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = CandidateWords.TableFormats.class,
            defaultValue = "csv",
            description = "csv or parquet (default: ${DEFAULT-VALUE}).")
    private TableFormat format;

    @Option(names = "--json", description = "Print one JSON object instead of the file's name.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        InferenceRequest request = inference.request();
        PredictTask.PredictResult summary = PredictTask.run(request, format, output.folder(request.run()));
        Messages messages = Messages.of(spec);
        if (!summary.unknownClasses().isEmpty()) {
            messages.warn(summary.data() + ": the classifier does not know the labels "
                    + String.join(", ", summary.unknownClasses()) + " and counts as wrong about them");
        }
        messages.info(summary.run() + ": " + Counts.of(summary.examples(), "example") + " of " + summary.data()
                + (summary.accuracy() == null
                        ? ""
                        : String.format(Locale.ROOT, ", accuracy %.4f", summary.accuracy())));
        spec.commandLine().getOut().println(json ? Json.text(summary) : summary.file());
        return ExitCode.DONE;
    }
}
