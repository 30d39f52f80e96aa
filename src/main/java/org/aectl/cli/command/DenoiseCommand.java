package org.aectl.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.option.DataOptions;
import org.aectl.cli.option.FormatOption;
import org.aectl.cli.option.InferenceOptions;
import org.aectl.cli.option.NoiseConverter;
import org.aectl.cli.option.OutputOptions;
import org.aectl.config.NoiseConfig;
import org.aectl.eval.Denoising;
import org.aectl.task.reconstruct.DenoiseRequest;
import org.aectl.task.reconstruct.DenoiseTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl denoise}: what a trained model makes of noisy examples. */
@Command(
        name = "denoise",
        description = "Clean noisy examples, or add noise to clean ones and remove it, with a trained model. Writes the"
                + " cleaned examples, errors before and after where the clean ones are known, and a picture:"
                + " original, input, output.",
        footer = {
            "  aectl denoise dae-mnist",
            "  aectl denoise ae --noise masking:0.3 --noise gaussian:0.1 --seed 7",
            "  aectl denoise ae --corrupted noisy.npy --clean digits.npy --format npy"
        })
final class DenoiseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private InferenceOptions inference;

    @Option(
            names = "--noise",
            paramLabel = "NOISE",
            completionCandidates = CandidateWords.Noises.class,
            converter = NoiseConverter.class,
            description = "Noise to add to clean examples: gaussian:SIGMA, salt-and-pepper:PROBABILITY or"
                    + " masking:PROBABILITY, on the scaled values (default: the noise of the training). Can be"
                    + " repeated; each is applied after the one before.")
    private List<NoiseConfig> noise = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the noise (default: 0).")
    private @Nullable Long seed;

    @Option(
            names = "--corrupted",
            paramLabel = "DATA",
            description = "Noisy examples, instead of clean ones: a file, a folder, or the name of a set.")
    private @Nullable String corrupted;

    @Option(
            names = "--clean",
            paramLabel = "DATA",
            description = "The examples of --corrupted without noise, in the same order, to compare with.")
    private @Nullable String clean;

    @Mixin
    private OutputOptions output;

    @Mixin
    private FormatOption format;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        checkCombination();
        DenoiseRequest request = new DenoiseRequest(
                inference.request(),
                noise,
                seed == null ? 0 : seed,
                DataOptions.there(corrupted),
                DataOptions.there(clean));
        DenoiseTask.DenoiseResult summary = DenoiseTask.run(
                request, format.format, output.folder(request.inference().run()), Messages.of(spec)::warn);
        if (json) {
            spec.commandLine().getOut().println(Json.text(summary));
            return ExitCode.DONE;
        }
        describe(request.inference().run().name(), summary).forEach(Messages.of(spec)::info);
        summary.files().forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }

    private void checkCombination() {
        if (clean != null && corrupted == null) {
            throw new InvalidInputException(
                    "--clean is compared with --corrupted, which is missing; clean examples that"
                            + " are to be corrupted first are given with --data");
        }
        if (corrupted != null) {
            refuse("--noise", !noise.isEmpty());
            refuse("--seed", seed != null);
            refuse("--data", inference.hasData());
        }
    }

    private static void refuse(String option, boolean given) {
        if (given) {
            throw new InvalidInputException(
                    option + " cannot be used with --corrupted, whose examples are taken as they are");
        }
    }

    private static List<String> describe(String run, DenoiseTask.DenoiseResult summary) {
        List<String> lines = new ArrayList<>();
        lines.add(run + ": " + Counts.of(summary.examples(), "example") + " of " + summary.data());
        Denoising.Change change = summary.change();
        if (change != null) {
            lines.add(line("before", change.before()));
            lines.add(line("after", change.after()));
        }
        if (summary.filter() != null) {
            lines.add(line("filter", summary.filter().after()) + "; linear");
            lines.add(line("", summary.filter().inRange()) + "; linear, within the range of the training data");
        }
        summary.verdicts().forEach(verdict -> lines.add("  " + verdict));
        return lines;
    }

    private static String line(String name, Denoising.Closeness closeness) {
        return String.format(Locale.ROOT, "  %-7s MSE %.5f", name, closeness.mse())
                + (closeness.psnr() == null ? "" : String.format(Locale.ROOT, ", PSNR %.2f dB", closeness.psnr()))
                + (closeness.ssim() == null ? "" : String.format(Locale.ROOT, ", SSIM %.4f", closeness.ssim()));
    }
}
