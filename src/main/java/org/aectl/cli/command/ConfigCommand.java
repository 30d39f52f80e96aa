package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.UsageMessage;
import org.aectl.cli.option.CandidateWords;
import org.aectl.cli.option.ConfigOptions;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.load.ConfigSchema;
import org.aectl.config.load.ConfigWriter;
import org.aectl.config.load.Starters;
import org.aectl.run.file.AtomicFile;
import org.aectl.run.file.OutputPlace;
import org.aectl.task.guess.ExperimentGuess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aectl config}: everything one does with a config before training from it. */
@Command(
        name = "config",
        description = {
            "Create, check and show config files.",
            "A config says what to learn, with which network, and how; only data, family and latent size have"
                    + " no default."
        },
        footer = {"  aectl config init vae > mine.yaml", "  aectl config validate mine.yaml"},
        subcommands = {
            ConfigCommand.Init.class,
            ConfigCommand.Validate.class,
            ConfigCommand.Show.class,
            ConfigCommand.Schema.class
        })
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw UsageMessage.commandIsMissing(spec.commandLine());
    }

    /** {@code aectl config init}: a commented config to start from. */
    @Command(
            name = "init",
            description = {
                "Print a commented config to start from.",
                "Either one of a family, whose comments explain each key, or with --data a short one that fits the data,"
                        + " whose comments say why. It trains as it is."
            },
            footer = {
                "  aectl config init ae > mine.yaml",
                "  aectl config init vae --output mine-vae.yaml",
                "  aectl config init --data digits.csv --output mine-csv.yaml"
            })
    static final class Init implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                paramLabel = "FAMILY",
                description = "Family of autoencoders: ${COMPLETION-CANDIDATES}. Default: ae.",
                completionCandidates = CandidateWords.Families.class)
        private @Nullable String family;

        @Option(
                names = "--data",
                paramLabel = "DATA",
                completionCandidates = CandidateWords.Sets.class,
                description = "Data that the config is to fit, as of train: a file, a folder or the name of a set.")
        private @Nullable String data;

        @Option(
                names = "--label",
                paramLabel = "COLUMN",
                description = "With --data, the column of a table's labels (default: one that is called so).")
        private @Nullable String label;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "File to write instead.")
        private @Nullable Path output;

        @Option(names = "--force", description = "Overwrite an existing file.")
        private boolean force;

        @Override
        public Integer call() throws IOException {
            if (force && output == null) {
                throw new ParameterException(spec.commandLine(), "--force needs --output");
            }
            if (data != null && family != null) {
                throw new ParameterException(
                        spec.commandLine(), "--data goes without a family; --set model.type=vae changes it in train");
            }
            if (data == null && label != null) {
                throw new ParameterException(spec.commandLine(), "--label needs --data");
            }
            if (output != null) {
                check(output);
            }
            String text = data == null
                    ? Starters.text(family == null ? "ae" : family)
                    : ExperimentGuess.of(data, label, output == null ? null : folder(output))
                            .yaml();
            if (output == null) {
                print(spec, text);
            } else {
                write(output, text);
            }
            return ExitCode.DONE;
        }

        private static Path folder(Path file) {
            return Objects.requireNonNull(file.toAbsolutePath().getParent());
        }

        private void check(Path file) {
            OutputPlace.checkFile(file, "a config file");
            if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new InvalidInputException(file + ": exists already; --force overwrites it");
            }
        }

        private static void write(Path file, String text) throws IOException {
            try {
                AtomicFile.write(file, text);
            } catch (NoSuchFileException e) {
                throw new InvalidInputException(file + ": there is no such folder to write it to", e);
            }
        }
    }

    /** {@code aectl config validate}: the problems of configs, or that there are none. */
    @Command(
            name = "validate",
            description = {
                "Check config files, and list everything that is wrong.",
                "Each problem is a line with file, line number, key and value; the exit code is then 2."
            },
            footer = {
                "  aectl config validate mine.yaml",
                "  aectl config validate configs/ae.yaml --set model.latent=16"
            })
    static final class Validate implements Runnable {
        @Spec
        private CommandSpec spec;

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Config files, YAML or JSON.")
        private List<Path> files = new ArrayList<>();

        @Mixin
        private final ConfigOptions config = new ConfigOptions();

        @Override
        public void run() {
            List<String> problems = new ArrayList<>();
            for (Path file : files) {
                try {
                    print(spec, file + ": valid: " + summary(config.load(file)) + System.lineSeparator());
                } catch (InvalidInputException e) {
                    problems.addAll(e.lines());
                }
            }
            if (!problems.isEmpty()) {
                throw new InvalidInputException(problems);
            }
        }

        private static String summary(ExperimentConfig experiment) {
            return experiment.name() + ", "
                    + EnumNames.of(experiment.model().type()) + " with "
                    + Counts.of(experiment.model().latent(), "code unit") + ", "
                    + Counts.of(experiment.training().epochs(), "epoch");
        }
    }

    /** {@code aectl config show}: the config with every default filled in. */
    @Command(
            name = "show",
            description = "Print a config with all defaults, as a run stores it.",
            footer = {
                "  aectl config show mine.yaml",
                "  aectl config show configs/ae.yaml --set training.epochs=5 --json"
            })
    static final class Show implements Runnable {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "Config file, YAML or JSON.")
        private Path file;

        @Mixin
        private final ConfigOptions config = new ConfigOptions();

        @Option(names = "--json", description = "Print JSON instead of YAML.")
        private boolean json;

        @Override
        public void run() {
            ExperimentConfig experiment = config.load(file);
            print(spec, json ? ConfigWriter.toJson(experiment) : ConfigWriter.toYaml(experiment));
        }
    }

    /** {@code aectl config schema}: what a config may hold, for editors. */
    @Command(
            name = "schema",
            description = {
                "Print the JSON Schema of config files, for editors.",
                "Editors use it to complete keys and mark mistakes."
            },
            footer = "  aectl config schema > aectl.schema.json")
    static final class Schema implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            print(spec, ConfigSchema.toJson());
        }
    }

    private static void print(CommandSpec spec, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
