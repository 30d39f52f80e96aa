package org.aectl.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aectl.task.RunsTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl runs}: all runs in a table. */
@Command(
        name = "runs",
        description = "List the runs in a folder.",
        footerHeading = "%nExamples:%n",
        footer = {"  aectl runs", "  aectl runs --models experiments --json"})
final class RunsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "models",
            description = "Folder that the runs are in (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path models;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<RunsTask.Row> runs = RunsTask.run(models);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(runs));
        } else if (runs.isEmpty()) {
            Messages.of(spec).info("no runs in " + models);
        } else {
            out.println(table(runs));
        }
        return ExitCode.DONE;
    }

    private static String table(List<RunsTask.Row> runs) {
        return AsciiTable.getTable(
                AsciiTable.NO_BORDERS,
                runs,
                List.of(
                        new Column()
                                .header("run")
                                .dataAlign(HorizontalAlign.LEFT)
                                .with(RunsTask.Row::run),
                        new Column()
                                .header("family")
                                .dataAlign(HorizontalAlign.LEFT)
                                .with(RunsTask.Row::family),
                        number("code", row -> Integer.toString(row.code())),
                        number("best", row -> row.best() == null ? "-" : "%.4f".formatted(row.best())),
                        number("epochs", row -> Integer.toString(row.epochs())),
                        number("seconds", row -> String.format(Locale.ROOT, "%.1f", row.seconds())),
                        new Column()
                                .header("outcome")
                                .dataAlign(HorizontalAlign.LEFT)
                                .with(RunsTask.Row::outcome),
                        new Column()
                                .header("data")
                                .dataAlign(HorizontalAlign.LEFT)
                                .with(RunsTask.Row::data)));
    }

    private static com.github.freva.asciitable.ColumnData<RunsTask.Row> number(
            String header, java.util.function.Function<RunsTask.Row, String> value) {
        return new Column().header(header).dataAlign(HorizontalAlign.RIGHT).with(value);
    }
}
