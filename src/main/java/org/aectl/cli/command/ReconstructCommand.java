package org.aectl.cli.command;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.RemotePath;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.EngineOption;
import org.aectl.cli.option.FormatOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.OutputOptions;
import org.aectl.task.InferenceEngine;
import org.aectl.task.InferenceRequest;
import org.aectl.task.reconstruct.ReconstructTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code aectl reconstruct}: what a trained model gives back for its input. */
@Command(
        name = "reconstruct",
        description = {
            "Reconstruct examples with a trained model; write the reconstructions and their errors.",
            "The folder gets the reconstructions in --format, errors.csv with the squared error and the"
                    + " reconstruction loss of each example, and for pictures reconstruction.png: originals above,"
                    + " reconstructions below."
        },
        footer = {
            "  aectl reconstruct ae",
            "  aectl reconstruct ae --data digits.npy --format npy --output reconstructed"
        })
final class ReconstructCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private InferenceOptions inference;

    @Mixin
    private OutputOptions output;

    @Mixin
    private FormatOption format;

    @Mixin
    private EngineOption engine;

    @Override
    public Integer call() throws IOException {
        InferenceEngine computing = engine.inference();
        InferenceRequest request = inference.request(engine);
        ReconstructTask.ReconstructResult summary =
                ReconstructTask.run(computing, request, format.format, output.folder(request.run(), engine));
        Messages.of(spec)
                .info(String.format(
                        Locale.ROOT,
                        "%s: %s of %s, squared error %.4f each",
                        request.run().name(),
                        Counts.of(summary.examples(), "example"),
                        summary.data(),
                        summary.meanError()));
        summary.files().stream().map(RemotePath::uri).forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }
}
