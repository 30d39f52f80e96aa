package org.aectl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes every mistake in every command, option and parameter that the program declares; so in a new one by itself. */
final class BadOptions {
    private final RightCalls calls;
    private final WrongValues wrong;
    private final String table;
    private final Set<String> declared = new HashSet<>();
    private final List<BadOption> made = new ArrayList<>();

    private BadOptions(Path inputs, Path outputs) {
        this.calls = new RightCalls(inputs, outputs);
        this.wrong = new WrongValues(inputs);
        this.table = inputs.resolve("table.csv").toString();
    }

    /**
     * All of them.
     *
     * @param inputs folder with what right calls read, and what wrong ones do
     * @param outputs folder that right calls would write to
     */
    static List<BadOption> all(Path inputs, Path outputs) {
        BadOptions options = new BadOptions(inputs, outputs);
        Commands.all().forEach(options::add);
        return options.made;
    }

    private void add(CommandSpec command) {
        addUnknown(command);
        // Those that all commands have are tried with the program itself only; --help wins over whatever is wrong.
        command.options().stream()
                .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
                .forEach(option -> add(command, option));
        command.positionalParameters().forEach(parameter -> add(command, parameter));
        WrongCombinations.of(command, table).forEach(combination -> addCombination(command, combination));
    }

    private void add(CommandSpec command, OptionSpec option) {
        addMissing(command, option);
        if (declared.add(option.longestName() + option.type() + List.of(option.description()))) {
            addMisspelled(command, option);
            addTwice(command, option);
            addWithoutValue(command, option);
            addWrongType(command, option);
        }
        // Even where commands share a declaration, each has to check what it uses a value for.
        addWrongValues(command, option);
    }

    private void addUnknown(CommandSpec command) {
        List<String> call = calls.of(command);
        addUsage(command, "an unknown option", joined(call, "--no-such-option"), "'--no-such-option'");
        addUsage(command, "an unknown short option", joined(call, "-Z"), "'-Z'");
        boolean takesMore = command.positionalParameters().stream().anyMatch(BadOptions::isRepeated);
        if (!takesMore) {
            addUsage(command, "a word too many", joined(call, "no-such-word"), "'no-such-word'");
            addUsage(command, "an empty word too many", joined(call, ""), "''");
        }
    }

    private static boolean isRepeated(PositionalParamSpec parameter) {
        return parameter.arity().max() > 1;
    }

    private void addMisspelled(CommandSpec command, OptionSpec option) {
        String name = option.longestName();
        String wrongName = name.substring(0, name.length() - 1) + (name.endsWith("x") ? "y" : "x");
        List<String> words = joined(joined(calls.without(option, command), wrongName), values(option));
        addUsage(command, wrongName + ", misspelled", words, "'" + wrongName + "'");
    }

    private void addTwice(CommandSpec command, OptionSpec option) {
        boolean isList = option.isMultiValue() && option.arity().max() == 1;
        if (!isList) {
            List<String> once = joined(List.of(option.longestName()), values(option));
            List<String> twice = joined(joined(calls.without(option, command), once), once);
            // Picocli lets lists of two values be; that they are given once is for the command to say.
            add(command, option.longestName() + " twice", twice, !option.isMultiValue(), option.longestName());
        }
    }

    private void addWithoutValue(CommandSpec command, OptionSpec option) {
        String name = option.longestName();
        List<String> call = joined(calls.without(option, command), name);
        for (int given = 0; given < option.arity().min(); given++) {
            List<String> words = joined(call, values(option).subList(0, given));
            addUsage(command, name + " with " + given + " values", words, name);
        }
    }

    private void addMissing(CommandSpec command, OptionSpec option) {
        List<String> call = calls.of(command);
        List<String> words = RightCalls.without(option, call);
        if (option.required() && words.size() < call.size()) {
            addUsage(command, "without " + option.longestName(), words, option.names()[0]);
        }
    }

    private void addWrongType(CommandSpec command, OptionSpec option) {
        String name = option.longestName();
        if (option.arity().max() == 0) {
            List<String> words = joined(calls.without(option, command), name + "=maybe");
            addUsage(command, name + "=maybe", words, name, "maybe");
            return;
        }
        addUsage(command, name + " of nothing", with(option, "", command), name);
        for (String value : WrongValues.ofType(option)) {
            addUsage(command, name + " of the wrong type: " + value, with(option, value, command), name, shown(value));
        }
    }

    private void addWrongValues(CommandSpec command, OptionSpec option) {
        String name = option.longestName();
        for (String value : WrongValues.ofRange(option)) {
            add(command, name + " out of range: " + value, with(option, value, command), false, name);
        }
        for (String value : wrong.ofMeaning(command, option)) {
            add(command, name + " without a meaning: " + value, with(option, value, command), false, shown(value));
        }
    }

    private void add(CommandSpec command, PositionalParamSpec parameter) {
        String label = parameter.paramLabel();
        List<String> call = calls.with(parameter, command);
        int place = RightCalls.firstParameter(command);
        if (parameter.arity().min() > 0) {
            List<String> without = new ArrayList<>(call);
            without.remove(place);
            addUsage(command, "without " + label, without, label);
        }
        addUsage(command, label + " of nothing", RightCalls.replaced(call, place, ""), label);
        for (String value : WrongValues.ofType(parameter)) {
            addUsage(
                    command,
                    label + " of the wrong type: " + value,
                    RightCalls.replaced(call, place, value),
                    shown(value));
        }
        for (String value : wrong.ofMeaning(command, parameter)) {
            List<String> words = RightCalls.replaced(call, place, value);
            add(command, label + " without a meaning: " + value, words, false, shown(value));
        }
    }

    private void addCombination(CommandSpec command, WrongCombinations.Combination combination) {
        List<String> words = calls.of(combination.call());
        for (OptionSpec option : command.options()) {
            if (combination.words().contains(option.longestName())) {
                words = RightCalls.without(option, words);
            }
        }
        String name = String.join(" ", combination.words());
        add(command, name, joined(words, combination.words()), false, combination.named());
    }

    private void addUsage(CommandSpec command, String mistake, List<String> words, String... named) {
        add(command, mistake, words, true, named);
    }

    private void add(CommandSpec command, String mistake, List<String> words, boolean isUsage, String... named) {
        String name = command.qualifiedName() + ": " + shown(mistake);
        made.add(new BadOption(name, words, isUsage, command.qualifiedName(), List.of(named)));
    }

    /** As many as the option takes, of its type. */
    private static List<String> values(OptionSpec option) {
        return Collections.nCopies(option.arity().min(), RightCalls.value(option));
    }

    /** A right call with a wrong value, behind right ones where the option takes several. */
    private List<String> with(OptionSpec option, String value, CommandSpec command) {
        List<String> others = values(option).subList(1, option.arity().min());
        return joined(joined(joined(calls.without(option, command), option.longestName()), others), value);
    }

    private static String shown(String value) {
        return value.replace(WrongValues.CONTROLS, WrongValues.CONTROLS_SHOWN);
    }

    private static List<String> joined(List<String> words, String word) {
        return joined(words, List.of(word));
    }

    private static List<String> joined(List<String> words, List<String> more) {
        return Stream.concat(words.stream(), more.stream()).toList();
    }
}
