package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aectl.base.Activity;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.FetchProgress;
import org.aectl.cli.console.Json;
import org.aectl.cli.console.Messages;
import org.aectl.cli.console.UsageMessage;
import org.aectl.cli.option.CacheOption;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.table.DescriptionTable;
import org.aectl.cli.table.TextTable;
import org.aectl.config.DataConfig;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.Parquet;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.cache.DataCache;
import org.aectl.data.fetch.DataFolder;
import org.aectl.data.fetch.Fetcher;
import org.aectl.data.fetch.NamedSet;
import org.aectl.data.source.DataDescription;
import org.aectl.data.source.SourceDetection;
import org.aectl.data.source.Sources;
import org.aectl.report.image.ExampleSheet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aectl data}: what sets there are, getting them, and what is in a file. */
@Command(
        name = "data",
        description = {
            "List, fetch and describe data.",
            "Sets have names for configs and --data; files and folders are given by their path."
        },
        footer = {"  aectl data list", "  aectl data fetch mnist", "  aectl data describe digits.csv"},
        subcommands = {DataCommand.ListSets.class, DataCommand.Describe.class, DataCommand.Fetch.class})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw UsageMessage.commandIsMissing(spec.commandLine());
    }

    /** Which sets can be named in a config. */
    @Command(
            name = "list",
            description = {
                "List the sets that can be used by name, and the generated ones.",
                "Prints shape, rows and classes, and the folder of fetched sets."
            },
            footer = "  aectl data list")
    static final class ListSets implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        private record Line(String name, String shape, String rows, String classes, String where) {}

        @Override
        public Integer call() {
            Path folder = DataFolder.get();
            List<Line> lines = new ArrayList<>();
            for (NamedSet set : NamedSet.ALL) {
                lines.add(new Line(
                        set.name(), set.shape(), set.rows(), String.valueOf(set.classes()), where(set, folder)));
            }
            lines.add(new Line("swiss-roll", "3", "any", "8", "generated (type: swiss-roll)"));
            lines.add(new Line("s-curve", "3", "any", "8", "generated (type: s-curve)"));
            spec.commandLine()
                    .getOut()
                    .println(TextTable.of(
                            lines,
                            List.of(
                                    TextTable.column("name", false, Line::name),
                                    TextTable.column("shape", false, Line::shape),
                                    TextTable.column("rows", false, Line::rows),
                                    TextTable.column("classes", false, Line::classes),
                                    TextTable.column("where", false, Line::where))));
            return ExitCode.DONE;
        }

        private static String where(NamedSet set, Path folder) {
            if (set.isBuiltIn()) {
                return "built in";
            }
            return set.isFetched(folder) ? set.folder(folder).toString() : "not fetched";
        }
    }

    /** What is in a file. */
    @Command(
            name = "describe",
            description = {
                "Describe a file, a folder of pictures, or a named set.",
                "Prints shape, rows, range of the values, examples of each class, the files with their SHA-256,"
                        + " and what each column of a CSV or Parquet file holds: whether it is read, and why not. Only"
                        + " --picture and --cache write files."
            },
            footer = {
                "  aectl data describe mnist-mini --picture digits.png",
                "  aectl data describe digits.npy",
                "  aectl data describe digits.parquet --label label",
                "  aectl data describe digits.csv --label label --json"
            })
    static final class Describe implements Callable<Integer> {
        /** Decides the points of the generated sets; any will do for a look at them. */
        private static final long SEED = 42;

        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "DATA",
                completionCandidates = CandidateWords.Sets.class,
                description = "IDX, CSV, NPY or NPZ file, folder of pictures, or name of a set.")
        private String data;

        @Option(
                names = "--label",
                paramLabel = "COLUMN",
                description = "Column with the labels of a CSV or Parquet file, by name; in CSV also by number from 0.")
        private @Nullable String label;

        @Option(names = "--key", paramLabel = "NAME", description = "Name of the array in an NPZ file.")
        private @Nullable String key;

        @Option(
                names = "--delimiter",
                paramLabel = "CHARACTER",
                description = "Field separator of a CSV file (default: ,).")
        private @Nullable String delimiter;

        @Option(
                names = "--color",
                paramLabel = "COLOR",
                completionCandidates = CandidateWords.Colors.class,
                description = "Read pictures as grey or rgb (default: grey).")
        private Images.@Nullable Color color;

        @Option(names = "--picture", paramLabel = "FILE.png", description = "Draw the first 64 examples.")
        private @Nullable Path picture;

        @Option(
                names = "--cache",
                paramLabel = "DIR",
                description =
                        "Folder for the binary cache of CSV files from 32 MB on and of Parquet files larger than a"
                                + " quarter of the memory, so that each is parsed only once (default: none, they are read into"
                                + " memory).")
        private @Nullable Path cache;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            SourceConfig source = source();
            // Whoever looks at data wants to know what is missing, not to be refused.
            DataCache opened = cache == null ? null : CacheOption.cache(cache);
            DataDescription description = Activity.during(
                    "looking at all values of " + data,
                    () -> DataDescription.of(source, described -> {
                        Dataset loaded =
                                Sources.open(described, null, SEED, opened, DataConfig.Missing.MEAN, Columns.NONE);
                        if (picture != null) {
                            ExampleSheet.write(loaded.training(), picture);
                        }
                        return loaded;
                    }));
            if (picture != null && description.minimum() == null) {
                throw new InvalidInputException(data + ": there is no example to draw");
            }
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.text(description));
            } else {
                DescriptionTable.print(description, out);
            }
            return ExitCode.DONE;
        }

        private SourceConfig source() {
            SourceConfig source = SourceDetection.detect(data, new SourceDetection.Hints(label, delimiter, key, color));
            refuse("--label", label, "CSV and Parquet files", source, Csv.class, Parquet.class);
            refuse("--delimiter", delimiter, "CSV files", source, Csv.class);
            refuse("--key", key, "NPZ files", source, Npy.class);
            refuse("--color", color, "folders of pictures", source, Images.class);
            return source;
        }

        /** An option that this kind of data has no use for. */
        private void refuse(
                String option, @Nullable Object value, String words, SourceConfig source, Class<?>... kinds) {
            if (value != null && !List.of(kinds).contains(source.getClass())) {
                throw new InvalidInputException(option + " is for " + words + ", and " + data + " is none");
            }
        }
    }

    /** Downloads a set. */
    @Command(
            name = "fetch",
            description = {
                "Download a set, check it, and keep it for use by name.",
                "Its files go to a folder of the set's name in $AECTL_DATA, or in the user's cache folder, which is printed."
                        + " A file that is there already is not fetched again."
            },
            footer = {"  aectl data fetch mnist", "  aectl data fetch fashion-mnist --mirror downloads"})
    static final class Fetch implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "SET",
                completionCandidates = CandidateWords.RemoteSets.class,
                description = "mnist or fashion-mnist.")
        private String name;

        @Option(
                names = "--mirror",
                paramLabel = "URL",
                description =
                        "Source instead of the public mirrors, which are all https: an address (https:, http: or file:)"
                                + " or the path of a folder with the four files. Size and checksum are always verified.")
        private @Nullable String mirror;

        @Option(names = "--force", description = "Fetch files again that are already there.")
        private boolean force;

        @Override
        public Integer call() throws IOException {
            NamedSet set = NamedSet.of(name);
            List<URI> mirrors = mirror == null ? set.mirrors() : List.of(address(mirror));
            Fetcher fetcher = new Fetcher(DataFolder.get(), new FetchProgress(Messages.of(spec)));
            Path folder = fetcher.fetch(set, mirrors, force);
            spec.commandLine().getOut().println(folder);
            return ExitCode.DONE;
        }

        private static URI address(String mirror) {
            if (!mirror.matches("[a-zA-Z][a-zA-Z+.-]+:.*")) {
                if (!Files.isDirectory(Path.of(mirror))) {
                    throw new InvalidInputException("--mirror " + mirror + ": there is no such folder");
                }
                return Path.of(mirror).toAbsolutePath().toUri();
            }
            try {
                URI address = new URI(mirror);
                if (List.of("file", "http", "https").contains(address.getScheme())) {
                    return address;
                }
            } catch (URISyntaxException notAnAddress) {
                // answered below
            }
            throw new InvalidInputException(
                    "--mirror must be a folder or start with https:, http: or file:, was " + mirror);
        }
    }
}
