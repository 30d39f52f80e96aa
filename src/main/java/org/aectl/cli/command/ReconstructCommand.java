package org.aectl.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.EngineOption;
import org.aectl.cli.option.FormatOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.OutputOptions;
import org.aectl.task.InferenceRequest;
import org.aectl.task.cluster.ClusterInference;
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
        Optional<ClusterInference> cluster = engine.inference();
        if (cluster.isPresent()) {
            return onCluster(cluster.get());
        }
        InferenceRequest request = inference.request();
        ReconstructTask.ReconstructResult summary =
                ReconstructTask.run(request, format.format, output.folder(request.run()));
        Messages.of(spec)
                .info(String.format(
                        Locale.ROOT,
                        "%s: %s of %s, squared error %.4f each",
                        request.run().name(),
                        Counts.of(summary.examples(), "example"),
                        summary.data(),
                        summary.meanError()));
        summary.files().forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }

    private Integer onCluster(ClusterInference cluster) throws IOException {
        ClusterInference.ClusterRequest request = inference.clusterRequest();
        Path folder = output.clusterFolder();
        ClusterInference.ClusterResult summary = cluster.reconstruct(request, format.format, folder);
        return EngineOption.tell(
                spec, request, summary, String.format(Locale.ROOT, "squared error %.4f each", summary.mean()), folder);
    }
}
