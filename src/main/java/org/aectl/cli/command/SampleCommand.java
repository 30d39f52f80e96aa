package org.aectl.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Messages;
import org.aectl.cli.option.CacheOption;
import org.aectl.cli.option.DataOptions;
import org.aectl.cli.option.DeviceOption;
import org.aectl.cli.option.DrawOptions;
import org.aectl.cli.option.FormatOption;
import org.aectl.cli.option.OutputOptions;
import org.aectl.cli.option.RunOptions;
import org.aectl.cli.option.SampleMode;
import org.aectl.run.RunReference;
import org.aectl.task.InferenceRequest;
import org.aectl.task.sample.GridTask;
import org.aectl.task.sample.InterpolateTask;
import org.aectl.task.sample.SampleTask;
import org.aectl.task.sample.SamplerChoice;
import org.aectl.task.sample.TraverseTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl sample}: examples that there have never been. */
@Command(
        name = "sample",
        description = {
            "Generate new examples with a model's decoder.",
            "Decodes latent codes drawn at random, between two examples, over a grid, or along single code"
                    + " units. Writes the examples in --format, labels.csv if the model knows classes, codes.csv unless"
                    + " the codes are random, and pictures of examples that are pictures."
        },
        footer = {
            "  aectl sample vae",
            "  aectl sample vae --temperature 0.7 --seed 1",
            "  aectl sample ae --components 20",
            "  aectl sample cvae-mnist --label 7 --count 1000 --format npy --output sevens",
            "  aectl sample vae --interpolate 3 8",
            "  aectl sample vae-conv --grid",
            "  aectl sample vae --traverse 0,5,7 --from 12"
        })
final class SampleCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final Pattern UNITS = Pattern.compile("\\d{1,9}(?:,\\d{1,9})*+");
    private static final int MOST_STEPS = 100;
    /** What begins with a vowel when it is spoken. */
    private static final Pattern AN = Pattern.compile("[aeio8]|1[18]$", Pattern.CASE_INSENSITIVE);

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Mixin
    private DrawOptions draw;

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description =
                    "Class of all examples, for a model of type cvae (default: all classes in turn; with rows their"
                            + " own).")
    private @Nullable String label;

    @Option(
            names = "--interpolate",
            paramLabel = "ROW",
            arity = "2",
            description =
                    "Interpolate between two rows of the data, along the straight line between their codes (means)."
                            + " Row numbers are those of results: from 0 in their file.")
    private int @Nullable [] interpolate;

    @Option(
            names = "--grid",
            description = "Sweep the plane of a two-unit code by quantiles: those of the normal distribution, or of the"
                    + " training rows' codes for a model without a prior.")
    private boolean grid;

    @Option(
            names = "--traverse",
            paramLabel = "all|UNIT[,UNIT...]",
            description =
                    "Vary one code unit at a time (numbered from 0), from three standard deviations below its mean to"
                            + " three above.")
    private @Nullable String traverse;

    @Option(
            names = "--from",
            paramLabel = "ROW",
            description = "Row of the data whose code --traverse varies, by its number in the file (default: the mean"
                    + " code).")
    private @Nullable Integer from;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Number of steps: with --interpolate, both ends included (default: 10); along each side with"
                    + " --grid (default: 20); for each unit with --traverse (default: 11).")
    private @Nullable Integer steps;

    @Mixin
    private DataOptions examples;

    @Mixin
    private CacheOption cache;

    @Mixin
    @SuppressWarnings("UnusedVariable")
    private DeviceOption device;

    @Mixin
    private OutputOptions output;

    @Mixin
    private FormatOption format;

    @Override
    public Integer call() throws IOException {
        SampleMode mode = SampleMode.of(interpolate != null, grid, traverse != null);
        mode.refuseOthers(spec.commandLine().getParseResult());
        List<Path> files = switch (mode) {
            case DRAW -> draw();
            case INTERPOLATE -> interpolate();
            case GRID -> grid();
            case TRAVERSE -> traverse();
        };
        files.forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }

    private List<Path> draw() throws IOException {
        SamplerChoice sampler = draw.sampler();
        RunReference reference = cache.of(run.resolve());
        return SampleTask.run(
                new SampleTask.SampleRequest(reference, draw.count, label, sampler),
                format.format,
                output.folder(reference));
    }

    private List<Path> interpolate() throws IOException {
        int[] rows = interpolate == null ? new int[0] : interpolate;
        if (rows.length != 2) {
            throw new InvalidInputException(
                    "--interpolate can be given once, with two rows, was given " + Arrays.toString(rows));
        }
        Arrays.stream(rows).forEach(row -> fromZero("--interpolate", row));
        int count = steps(10);
        InferenceRequest request = request(rows.length);
        InterpolateTask.InterpolateResult summary = InterpolateTask.run(
                new InterpolateTask.InterpolateRequest(request, rows[0], rows[1], count, label),
                format.format,
                output.folder(request.run()));
        Messages.of(spec)
                .info("%s: from %s to %s"
                        .formatted(
                                request.run().name(),
                                end(rows[0], summary.fromClass()),
                                end(rows[1], summary.toClass())));
        return summary.files();
    }

    /** A row and what it is, such as {@code row 3 (a 7)}. */
    private static String end(int row, String ofClass) {
        String article = AN.matcher(ofClass).lookingAt() ? "an" : "a";
        return "row " + row + (ofClass.isEmpty() ? "" : " (" + article + " " + ofClass + ")");
    }

    private List<Path> grid() throws IOException {
        int side = steps(20);
        RunReference reference = cache.of(run.resolve());
        return GridTask.run(new GridTask.GridRequest(reference, side, label), format.format, output.folder(reference));
    }

    private List<Path> traverse() throws IOException {
        if (from == null && (examples.data() != null || examples.split() != null)) {
            throw new InvalidInputException("--data and --split need --from with --traverse");
        }
        fromZero("--from", from);
        List<Integer> units = units();
        int count = steps(11);
        InferenceRequest request = request(1);
        return TraverseTask.run(
                new TraverseTask.TraverseRequest(request, units, from, count, label),
                format.format,
                output.folder(request.run()));
    }

    /** Null for all. */
    private @Nullable List<Integer> units() {
        if (traverse == null || traverse.equals(ALL)) {
            return null;
        }
        if (!UNITS.matcher(traverse).matches()) {
            throw new InvalidInputException(
                    "--traverse must be all or numbers of code units such as 0,3, was " + traverse);
        }
        return Arrays.stream(traverse.split(",", -1)).map(Integer::valueOf).toList();
    }

    private int steps(int usual) {
        int given = steps == null ? usual : steps;
        if (given < 2 || given > MOST_STEPS) {
            throw new InvalidInputException("--steps must be from 2 to " + MOST_STEPS + ", was " + given);
        }
        return given;
    }

    private InferenceRequest request(int rows) throws IOException {
        String data = examples.dataHere();
        String split = examples.split();
        return new InferenceRequest(cache.of(run.resolve()), data, split, null, rows);
    }

    private static void fromZero(String option, @Nullable Integer row) {
        if (row != null && row < 0) {
            throw new InvalidInputException(option + " counts rows from 0, was " + row);
        }
    }
}
