package org.aectl.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.run.RunFolder;
import org.aectl.task.InferenceRequest;
import org.aectl.task.evaluate.ReportTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl report}: a run as one page to read, keep and send. */
@Command(
        name = "report",
        description = "Write one self-contained HTML page about a run: curves, quality, pictures, the latent code,"
                + " config; for a classifier its confusion matrix and worst mistakes.",
        footer = {
            "  aectl report vae",
            "  aectl report vae --split validation --output vae.html",
            "  aectl report ae-classifier",
            "  aectl report models/vae/checkpoints/best.zip --output best.html"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private InferenceOptions inference;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "File of the page (default: report.html in the run's folder, or here for a single checkpoint"
                    + " file).")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        InferenceRequest request = inference.request();
        Path page = output == null ? usual(request.run().folder()) : output;
        Messages messages = Messages.of(spec);
        long bytes = ReportTask.run(request, page, messages::warn);
        messages.info("%s, %s"
                .formatted(size(bytes), page.toAbsolutePath().normalize().toUri()));
        spec.commandLine().getOut().println(page);
        return ExitCode.DONE;
    }

    /** {@code 812 kB}, {@code 1.4 MB}. */
    private static String size(long bytes) {
        long kilobytes = Math.max(1, Math.round(bytes / 1e3));
        return kilobytes < 1000 ? kilobytes + " kB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static Path usual(@Nullable RunFolder folder) {
        return folder == null ? Path.of(RunFolder.REPORT) : folder.report();
    }
}
