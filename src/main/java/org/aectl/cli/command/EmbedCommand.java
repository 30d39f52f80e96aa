package org.aectl.cli.command;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.option.EngineOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.OutputOptions;
import org.aectl.eval.Projection;
import org.aectl.output.CodeFormat;
import org.aectl.run.RunReference;
import org.aectl.task.InferenceEngine;
import org.aectl.task.InferenceRequest;
import org.aectl.task.embed.EmbedTask;
import org.aectl.task.embed.ProjectionRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl embed}: the codes of examples. */
@Command(
        name = "embed",
        description = "Encode examples with a trained model; write their latent codes, with row numbers and labels. The"
                + " code of a variational model is its mean.",
        footer = {
            "  aectl embed ae",
            "  aectl embed vae --with-variance --format npz --output codes",
            "  aectl embed ae --data digits.npy --layer encoder-1 --format npy",
            "  aectl embed ae --project pca --beside vae"
        })
final class EmbedCommand implements Callable<Integer> {
    private static final int POINTS = 2000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InferenceOptions inference;

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            completionCandidates = CandidateWords.Layers.class,
            description = "Write the values of this layer instead of the code; an unknown name lists the layers.")
    private @Nullable String layer;

    @Option(names = "--with-variance", description = "Also write the log-variances of a variational code.")
    private boolean withVariance;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = CandidateWords.CodeFormats.class,
            defaultValue = "csv",
            description = "csv, npy (labels beside it in a CSV file), npz or parquet (default: ${DEFAULT-VALUE}).")
    private CodeFormat format;

    @Option(
            names = "--project",
            paramLabel = "WAY",
            completionCandidates = CandidateWords.Projections.class,
            description = "Also map the codes to a plane, in projection.csv and a scatter plot with a colour for each"
                    + " class: by pca or tsne, or units (the first two units).")
    private @Nullable Projection projection;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "With --project: number of examples to map, evenly spaced over the rows (default: "
                    + POINTS
                    + "). t-SNE takes some seconds for that many, a minute for 10,000.")
    private @Nullable Integer points;

    @Option(
            names = "--beside",
            paramLabel = "RUN",
            completionCandidates = CandidateWords.Runs.class,
            description = "With --project: also plot the codes of another run for the same examples.")
    private @Nullable String beside;

    @Mixin
    private EngineOption engine;

    @Override
    public Integer call() throws IOException {
        InferenceEngine computing = engine.inference();
        engine.refuse("--project", projection != null);
        InferenceRequest request = inference.request(engine);
        EmbedTask.EmbedResult summary = EmbedTask.run(
                computing,
                new EmbedTask.EmbedRequest(request, layer, withVariance, format, projection()),
                output.folder(request.run(), engine),
                Messages.of(spec)::warn);
        Messages.of(spec)
                .info(String.format(
                        Locale.ROOT,
                        "%s: %s of %s, %s each",
                        request.run().name(),
                        Counts.of(summary.examples(), "example"),
                        summary.data(),
                        Counts.of(summary.units(), "number")));
        summary.files().stream().map(RemotePath::uri).forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }

    private @Nullable ProjectionRequest projection() throws IOException {
        InferenceOptions.atLeastOne("--points", points);
        if (projection == null) {
            if (beside != null || points != null) {
                throw new InvalidInputException((beside == null ? "--points " + points : "--beside " + beside)
                        + " needs --project, which says how codes are shown");
            }
            return null;
        }
        return new ProjectionRequest(
                projection,
                points == null ? POINTS : points,
                beside == null ? null : RunReference.resolve(beside, inference.run.models()));
    }
}
