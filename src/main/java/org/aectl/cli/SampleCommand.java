package org.aectl.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.aectl.run.RunReference;
import org.aectl.task.SampleTask;
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
            "Draw new examples from a variational model; write them, and a picture.",
            "The folder gets the samples in the format asked for, labels.csv where the model knows classes, and samples.png"
                    + " where examples are pictures."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  aectl sample vae", "  aectl sample cvae-mnist --label 7 --count 1000 --format npy --output sevens"
        })
final class SampleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private RunOptions run;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description = "Class that all are of, for a model of type cvae (default: all classes in turn).")
    private @Nullable String label;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Decides the draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOptions output;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FormatOption format;

    @Override
    public Integer call() throws IOException {
        InferenceOptions.atLeastOne("--count", count);
        RunReference reference = run.resolve();
        SampleTask.run(new SampleTask.Request(reference, count, label, seed), format.format, output.folder(reference))
                .forEach(spec.commandLine().getOut()::println);
        return ExitCode.DONE;
    }
}
