package org.aectl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Values that an option or a parameter cannot take, because they are of the wrong type, out of range, or not there. */
final class WrongValues {
    /** What a terminal would obey, and lines that would look like the program's own. */
    static final String CONTROLS = "no\nsuch\u001b[2Kword";

    /** How it is shown. */
    static final String CONTROLS_SHOWN = "no such [2Kword";

    private static final List<String> NO_WHOLE_NUMBERS = List.of("many", "1.5", "NaN", "99999999999999999999");
    private static final List<String> NO_NUMBERS = List.of("many", "1,5", CONTROLS);

    /** Any whole number will do. */
    private static final Set<String> SEEDS = Set.of("--seed");

    /** Where rows or epochs are counted from 0. */
    private static final Set<String> FROM_ZERO = Set.of("--head-epochs", "--from", "--interpolate");

    private final String missing;
    private final String text;
    private final String belowText;
    private final String emptyFolder;

    /** @param inputs a folder with {@code text.txt}, which is nothing that the program reads, and {@code empty}, a folder */
    WrongValues(Path inputs) {
        this.missing = inputs.resolve("missing").toString();
        this.text = inputs.resolve("text.txt").toString();
        this.belowText = inputs.resolve("text.txt/below").toString();
        this.emptyFolder = inputs.resolve("empty").toString();
    }

    /** Values that are no value of the argument's type. */
    static List<String> ofType(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return NO_WHOLE_NUMBERS;
        }
        if (type == double.class) {
            return NO_NUMBERS;
        }
        return type.isEnum() ? List.of("no-such-word", CONTROLS) : List.of();
    }

    /** Numbers of the right type that are out of range. */
    static List<String> ofRange(OptionSpec option) {
        Class<?> type = option.auxiliaryTypes()[0];
        if (type == double.class) {
            return List.of("0", "-1", "NaN", "1e999", "1e-999");
        }
        if ((type != int.class && type != Integer.class) || SEEDS.contains(option.longestName())) {
            return List.of();
        }
        return FROM_ZERO.contains(option.longestName()) ? List.of("-1", "2147483647") : List.of("0", "-1");
    }

    /**
     * Words and paths that cannot be meant.
     *
     * @throws IllegalStateException if nothing is known about the argument
     */
    List<String> ofMeaning(CommandSpec command, ArgSpec argument) {
        if (argument.arity().max() == 0 || !ofType(argument).isEmpty()) {
            return List.of();
        }
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        if (name.equals("--master")) {
            // Without --engine spark; with it, ClusterIT.
            return words("local[2]", "nonsense");
        }
        return switch (command.qualifiedName() + " " + name) {
            case "aectl report --output", "aectl config init --output" -> List.of(emptyFolder, belowText);
            case "aectl data describe --label" -> words("no-such-column", "7", "-1");
            // The model has no classes to choose from, whatever their names; see the wrong combinations.
            case "aectl sample --label" -> List.of();
            case "aectl help COMMAND" -> words("trian");
            default -> ofMeaning(name);
        };
    }

    private List<String> ofMeaning(String name) {
        return switch (name) {
            case "--output", "--cache" -> List.of(text, belowText);
            case "--picture" -> List.of(emptyFolder, belowText);
            case "--config", "FILE", "RUN", "--resume", "--beside" -> words(missing, emptyFolder, text);
            case "--diff" -> words(missing, emptyFolder, text);
            case "--models" -> words(missing, text);
            case "--mirror" -> words(missing, text, "gopher:nowhere");
            case "--data", "--corrupted", "--clean", "DATA" -> words(missing, emptyFolder, text);
            case "SET", "FAMILY", "--layer", "--split", "--sort", "--outliers", "--inliers" -> words("no-such-word");
            case "--label", "--labels-from", "--key" -> words("no-such-word");
            case "--name" -> words("a/b", "..", ".hidden", "a b", missing);
            case "--set" -> words("model.latent", "=1", "model.latent=", "model.latent=0", "no.such.key=1");
            case "--delimiter" -> words("ab");
            case "--noise" -> words("gaussian", "gaussian:0", "gaussian:NaN", "masking:1", "salt-and-pepper:-1", "x:1");
            case "--threshold" -> words("quantile:1", "quantile:NaN", "mad:0", "sigma:many", "f1:1", "no-such-rule");
            case "--traverse" -> words("2", "-1", "0,", "all,1", "99999999999");
            default -> throw new IllegalStateException("wrong values of " + name + " must be added here");
        };
    }

    private static List<String> words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(CONTROLS);
        return all;
    }
}
