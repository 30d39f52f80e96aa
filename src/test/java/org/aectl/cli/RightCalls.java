package org.aectl.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aectl.cli.console.ExitCode;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A call of each command that the program accepts, to make one mistake in: parameters first, then options. What they write
 * goes to one folder.
 */
final class RightCalls {
    private final Map<String, List<String>> calls = new LinkedHashMap<>();

    RightCalls(Path inputs, Path outputs) {
        String config = inputs.resolve("config.yaml").toString();
        String models = inputs.resolve("models").toString();
        String table = inputs.resolve("table.csv").toString();
        String output = outputs.toString();
        put("aectl");
        put("aectl train", "--config", config, "--output", output, "--dry-run");
        put("aectl train DATA", table, "--output", output, "--dry-run");
        put("aectl train --label", table, "--output", output, "--dry-run");
        put("aectl train --resume", "--output", models, "--dry-run");
        for (String command : List.of("reconstruct", "denoise", "sample", "embed", "detect")) {
            put("aectl " + command, "vae", "--models", models, "--output", output);
        }
        put("aectl evaluate", "vae", "--models", models);
        put("aectl finetune", "vae", "--models", models, "--output", output, "--labels", "2", "--epochs", "1");
        put("aectl predict", "vae-classifier", "--models", models, "--output", output);
        put("aectl inspect", "vae", "--models", models);
        put(
                "aectl report",
                "vae",
                "--models",
                models,
                "--output",
                outputs.resolve("report.html").toString());
        put("aectl runs", "--models", models);
        put("aectl config");
        put("aectl config init", "ae");
        put("aectl config init --data");
        put("aectl config init --label", "--data", table);
        put("aectl config validate", config);
        put("aectl config show", config);
        put("aectl config schema");
        put("aectl data");
        put("aectl data list");
        put("aectl data describe", table, "--label", "side");
        put("aectl data describe --key", "src/test/resources/good-data/arrays.npz");
        put("aectl data describe --picture", "mnist-mini");
        put("aectl data fetch", "mnist", "--mirror", inputs.toString());
        put("aectl benchmark", "--config", config, "--seconds", "1");
        put("aectl doctor", "--quick");
        put("aectl completion", "bash");
        put("aectl help", "train");
        // Options that mean something only with another one.
        with("aectl sample", "--from", "--traverse", "0");
        with("aectl sample", "--steps", "--grid");
        with("aectl sample", "--components", "--sampler", "gmm");
        with("aectl sample", "--data", "--interpolate", "0", "1");
        with("aectl sample", "--split", "--interpolate", "0", "1");
        with("aectl embed", "--points", "--project", "pca");
        with("aectl embed", "--beside", "--project", "pca");
        with("aectl detect", "--format", "--features");
        with("aectl denoise", "--clean", "--corrupted", table);
        with("aectl finetune", "--labels-from", "--data", table);
        put("aectl finetune --name", "vae", "--models", models);
    }

    /** Makes what right calls read: a table, a config, a run {@code vae} and its classifier. */
    static void prepare(Path inputs) throws IOException {
        Path models = Files.createDirectories(inputs.resolve("models"));
        Path table = Files.writeString(
                inputs.resolve("table.csv"),
                IntStream.range(0, 60)
                        .mapToObj(row -> row * row % 7 + "," + row + "," + (row % 2 == 0 ? "left" : "right"))
                        .collect(joining("\n", "x,y,side\n", "\n")));
        String config = """
                data: { type: csv, path: %s, label: side }
                model: { type: vae, latent: 2, encoder: { layers: [4] }, noise: [{ type: gaussian, sigma: 0.1 }] }
                training: { epochs: 1, batchSize: 20 }
                """.formatted(table);
        Files.writeString(inputs.resolve("config.yaml"), config);
        Cli.train(models, "vae", config);
        Result result = Cli.run(
                "finetune", "vae", "--models", models.toString(), "--labels", "2", "--epochs", "1", "--no-baseline");
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
    }

    private void put(String call, String... words) {
        List<String> all =
                new ArrayList<>(List.of(call.replaceFirst(" (--|DATA).*", "").split(" ", -1)));
        all.remove(0);
        all.addAll(List.of(words));
        calls.put(call, List.copyOf(all));
    }

    private void with(String command, String option, String... words) {
        List<String> all = new ArrayList<>(of(command));
        all.addAll(List.of(words));
        calls.put(command + " " + option, List.copyOf(all));
    }

    /** The call of a command, with an option behind its name the one in which this option means something. */
    List<String> of(String call) {
        List<String> words = calls.get(call);
        if (words == null) {
            throw new IllegalStateException("a right call of " + call + " must be added here");
        }
        return words;
    }

    /** The one in which a parameter is given, which need not be so in the usual one. */
    List<String> with(PositionalParamSpec parameter, CommandSpec command) {
        String own = command.qualifiedName() + " " + parameter.paramLabel();
        return calls.containsKey(own) ? of(own) : of(command);
    }

    List<String> of(CommandSpec command) {
        return of(command.qualifiedName());
    }

    /** One that an option may be added to, which is not in it. */
    List<String> without(OptionSpec option, CommandSpec command) {
        String own = command.qualifiedName() + " " + option.longestName();
        return without(option, calls.containsKey(own) ? of(own) : of(command));
    }

    /** The words but an option and its values. */
    static List<String> without(OptionSpec option, List<String> words) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (List.of(option.names()).contains(words.get(i))) {
                i += option.arity().min();
            } else {
                others.add(words.get(i));
            }
        }
        return others;
    }

    /** Where a command's parameters begin. */
    static int firstParameter(CommandSpec command) {
        return command.qualifiedName().split(" ", -1).length - 1;
    }

    /** A value of the right type. */
    static String value(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return type.getEnumConstants()[0].toString();
        }
        return WrongValues.ofType(argument).isEmpty() ? "vae" : "1";
    }

    /** The words with another one in some place. */
    static List<String> replaced(List<String> words, int place, String word) {
        List<String> others = new ArrayList<>(words);
        others.set(place, word);
        return others;
    }
}
