package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.Errors;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.console.TerminalWidth;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.table.RunsColumn;
import org.aectl.cli.table.RunsTable;
import org.aectl.run.RunReference;
import org.aectl.task.runs.CompareTask;
import org.aectl.task.runs.RunsTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aectl runs}: all runs in a table, or what differs between two. */
@Command(
        name = "runs",
        description = {
            "List the runs in a folder, or compare two of them.",
            "The table has each run's family, number of code units, followed metric with its loss and best"
                    + " value, epochs, seconds of training, outcome and data. A run that cannot be read is skipped with"
                    + " a warning. Writes nothing."
        },
        footer = {
            "  aectl runs",
            "  aectl runs --sort best",
            "  aectl runs --sort -seconds --csv > runs.csv",
            "  aectl runs --diff ae vae",
            "  aectl runs --models experiments --json"
        })
final class RunsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "models",
            description = "Folder of the runs (default: ${DEFAULT-VALUE}).")
    private Path models;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            completionCandidates = RunsColumn.Names.class,
            description =
                    "Sort by a column: ${COMPLETION-CANDIDATES} (default: run); a - in front sorts from the largest"
                            + " down. Runs without a value come last. By best, runs of one metric and loss stand together,"
                            + " because others cannot be compared with them.")
    private @Nullable String sort;

    @Option(names = "--reverse", description = "Sort from the largest down.")
    private boolean reverse;

    @Option(
            names = "--diff",
            arity = "2",
            paramLabel = "RUN",
            completionCandidates = CandidateWords.Runs.class,
            description =
                    "Compare two runs: keys of their configs, best value, epochs, seconds, losses of the last epoch.")
    private @Nullable List<String> compared;

    @Option(
            names = "--csv",
            description =
                    "Print CSV with every digit; text that a spreadsheet would take for a formula (starting with = +"
                            + " - or @) gets an apostrophe in front.")
    private boolean csv;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        if (compared == null) {
            list();
        } else {
            compare(compared.get(0), compared.get(1));
        }
        return ExitCode.DONE;
    }

    private void checkOptions() {
        refuse(csv && json, "--csv and --json exclude each other");
        refuse(compared != null && csv, "--diff prints a table or --json, not --csv");
        refuse(
                compared != null && (sort != null || reverse),
                "--diff is about two runs, which have no order to --sort or --reverse");
        refuse(compared != null && compared.size() > 2, "--diff can be given once");
        refuse(
                reverse && sort != null && sort.startsWith("-"),
                "--sort " + sort + " is from the largest down already; --reverse is one too many");
    }

    private void refuse(boolean wrong, String reason) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), reason);
        }
    }

    private void list() throws IOException {
        Comparator<RunsTask.Row> order = order();
        checkFolder();
        Messages messages = Messages.of(spec);
        List<RunsTask.Row> runs = new ArrayList<>(
                RunsTask.run(models, damaged -> messages.warn("left out: " + Errors.describe(damaged))));
        runs.sort(order);
        if (word().equals("best")) {
            tellKinds(runs, messages);
        }
        if (json) {
            print(Json.text(runs) + System.lineSeparator());
        } else if (csv) {
            print(RunsTable.csv(runs));
        } else if (runs.isEmpty()) {
            messages.info("no runs in " + models);
        } else {
            List<RunsColumn> shown = RunsTable.fitting(runs, word(), TerminalWidth.ofResults());
            print(RunsTable.text(runs, shown) + System.lineSeparator());
            String left = RunsColumn.ALL.stream()
                    .filter(column -> !shown.contains(column))
                    .map(RunsColumn::word)
                    .collect(Collectors.joining(", "));
            if (!left.isEmpty()) {
                messages.info("columns for which there is no room: " + left + "; --csv and --json have all");
            }
        }
    }

    private static void tellKinds(List<RunsTask.Row> runs, Messages messages) {
        long kinds = runs.stream()
                .map(row -> List.of(row.metric(), row.loss()))
                .distinct()
                .count();
        if (kinds > 1) {
            messages.info("values of different metrics and losses cannot be compared: each kind is sorted by itself");
        }
    }

    /** The usual folder is missing before the first training; one that was named is a mistake. */
    private void checkFolder() {
        boolean isNamed = spec.commandLine().getParseResult().hasMatchedOption("--models");
        if (Files.exists(models) ? !Files.isDirectory(models) : isNamed) {
            throw new InvalidInputException(
                    models + (Files.exists(models) ? ": is no folder" : ": there is no such folder"));
        }
    }

    /** What the table is sorted by. */
    private String word() {
        return sort == null ? "run" : sort.replaceFirst("^-", "");
    }

    private Comparator<RunsTask.Row> order() {
        String word = word();
        RunsColumn column = RunsColumn.of(word)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--sort must be one of " + String.join(", ", new RunsColumn.Names()) + ", was " + word));
        boolean falling = reverse || (sort != null && sort.startsWith("-"));
        return falling ? column.falling() : column.rising();
    }

    private void compare(String a, String b) throws IOException {
        CompareTask.CompareResult report =
                CompareTask.run(RunReference.folder(a, models), RunReference.folder(b, models));
        if (json) {
            print(Json.text(report) + System.lineSeparator());
        } else if (report.config().isEmpty() && report.metrics().isEmpty()) {
            Messages.of(spec).info(a + " and " + b + " do not differ");
        } else {
            print(RunsTable.differences(a, b, report, TerminalWidth.ofResults()) + System.lineSeparator());
        }
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
