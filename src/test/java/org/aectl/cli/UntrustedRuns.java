package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;

/** The good run and the good classifier that hostile ones are made of, and the commands that load either. */
final class UntrustedRuns {
    /** Names of the classes: a formula, markup, and what steers a terminal. */
    static final List<String> CLASSES =
            List.of("=1+1", "<script>alert(1)</script>", "\u001B[2J\u001B]0;title\u0007", "@SUM(A1)", "-1");

    private static final int ROWS = 200;

    /** Every command that loads a run or a checkpoint, RUN, and where its files would go, OUT. */
    static final List<String> COMMANDS = List.of(
            "train --resume RUN --epochs 3 --output OUT",
            "reconstruct RUN --output OUT",
            "denoise RUN --noise gaussian:0.1 --output OUT",
            "sample RUN --count 3 --output OUT",
            "sample RUN --grid --output OUT",
            "sample RUN --traverse all --output OUT",
            "sample RUN --interpolate 0 0 --split training --output OUT",
            "embed RUN --output OUT",
            "evaluate RUN",
            "detect RUN --output OUT",
            "finetune RUN --epochs 1 --no-baseline --output OUT",
            "predict RUN --output OUT",
            "inspect RUN",
            "report RUN --output OUT/page.html");

    private UntrustedRuns() {}

    /** Trains {@code ae}, {@code cvae} and, of the first, {@code classifier}. */
    static void train(Path models) throws IOException {
        Path csv = csv(models.resolve("=rows.csv"));
        train(models, csv, "ae");
        train(models, csv, "cvae");
        Result made = run(
                "finetune RUN --epochs 1 --no-baseline --name classifier --output OUT", models.resolve("ae"), models);
        assertThat(made.exitCode()).as(made.errorOutput()).isEqualTo(ExitCode.DONE);
    }

    private static void train(Path models, Path csv, String type) throws IOException {
        Cli.train(models, type, """
                data: { type: csv, path: '%s', label: "@kind\\e[2J<script>" }
                model: { type: %s, latent: 2, encoder: { layers: [4] } }
                training: { epochs: 2, batchSize: 40 }
                """.formatted(csv, type));
    }

    private static Path csv(Path file) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("=a,<b>,@kind\u001B[2J<script>\n");
        for (int row = 0; row < ROWS; row++) {
            text.append(random.nextDouble())
                    .append(',')
                    .append(random.nextDouble())
                    .append(",\"");
            text.append(CLASSES.get(row % CLASSES.size())).append("\"\n");
        }
        return Files.writeString(file, text);
    }

    /** Runs a command on a run or a checkpoint. */
    static Result run(String command, Path run, Path output) {
        return Cli.run(Stream.of(command.split(" ", -1))
                .map(word -> word.replace("RUN", run.toString()).replace("OUT", output.toString()))
                .toArray(String[]::new));
    }

    /** Copies a run's folder. */
    static Path copy(Path run, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(run.relativize(file).toString()));
            }
        }
        return target;
    }
}
