package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The help of every command: complete, and legible on a terminal of 80 columns. */
class HelpTest {
    private static final int COLUMNS = 80;
    private static final Pattern SPACE = Pattern.compile("\\s+|%n");
    /** A word may end its line at a hyphen; the name of an option may not. */
    private static final Pattern HYPHEN = Pattern.compile("(?<=[a-z]-)(?=[a-z])");

    static List<CommandSpec> commands() {
        return Commands.all();
    }

    private static List<String> help(CommandSpec command) {
        return command.commandLine().getUsageMessage().lines().toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysHowItIsCalledWhatItDoesAndGivesExamples(CommandSpec command) {
        List<String> help = help(command);

        assertThat(help.get(0)).startsWith("Usage: " + command.qualifiedName() + " ");
        assertThat(String.join(" ", command.usageMessage().description())).endsWith(".");
        assertThat(Commands.examples(command))
                .isNotEmpty()
                .allSatisfy(example ->
                        assertThat(example).contains(command.root() == command ? "aectl " : command.qualifiedName()));
        assertThat(arguments(command))
                .allSatisfy(argument -> assertThat(argument.description())
                        .as(argument.paramLabel())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void tearsNoWordAndNoExampleOnATerminalOf80Columns(CommandSpec command) {
        List<String> help = help(command);

        assertThat(help).noneMatch(line -> line.length() > COLUMNS);
        assertThat(words(command).filter(word -> help.stream().noneMatch(line -> line.contains(word))))
                .as("words torn by the end of a line; reword")
                .isEmpty();
        assertThat(help).containsSubsequence(command.usageMessage().footer());
        assertThat(help.stream().takeWhile(line -> !line.isBlank()))
                .as("no line of the synopsis ends within a word")
                .noneMatch(line -> line.matches(".*[^.][.=]"));
    }

    private static Stream<ArgSpec> arguments(CommandSpec command) {
        return command.args().stream().filter(argument -> !argument.hidden());
    }

    private static Stream<String> words(CommandSpec command) {
        Stream<String> descriptions = Stream.concat(
                Arrays.stream(command.usageMessage().description()),
                arguments(command).flatMap(argument -> Arrays.stream(argument.description())));
        return descriptions
                .flatMap(SPACE::splitAsStream)
                .flatMap(word -> word.matches("\\W*-.*") ? Stream.of(word) : HYPHEN.splitAsStream(word))
                .distinct();
    }

    @Test
    void theProgramsOwnHelpListsEveryExitCode() throws Exception {
        List<String> help = help(Commands.all().get(0));

        List<Integer> codes = Arrays.stream(ExitCode.class.getDeclaredFields())
                .filter(field -> field.getType() == int.class)
                .map(HelpTest::value)
                .toList();
        assertThat(codes).hasSize(5);
        List<String> listed = help.subList(help.indexOf("Exit codes:") + 1, help.indexOf("Environment:"));
        assertThat(listed.stream().filter(line -> line.matches("  \\d.*")).map(HelpTest::firstWord))
                .containsExactlyElementsOf(codes.stream().map(String::valueOf).toList());
    }

    private static int value(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theProgramsOwnHelpListsEveryVariableThatTheProgramReads() throws IOException {
        List<String> help = help(Commands.all().get(0));

        List<String> listed = help.subList(help.indexOf("Environment:") + 1, help.size()).stream()
                .map(HelpTest::firstWord)
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(variables());
    }

    /** Those of our own that the launcher and the sources name, and three that others have named. */
    private static List<String> variables() throws IOException {
        Pattern variable = Pattern.compile("(?<![A-Z_])AECTL_[A-Z_]+");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> files = Stream.concat(
                            Stream.of(Path.of("aectl")),
                            sources.filter(file -> file.toString().endsWith(".java")))
                    .toList();
            StringBuilder text = new StringBuilder();
            for (Path file : files) {
                text.append(Files.readString(file));
            }
            Stream<String> found = variable.matcher(text).results().map(MatchResult::group);
            return Stream.concat(Stream.of("JAVA_HOME", "NO_COLOR", "SPARK_HOME"), found)
                    .distinct()
                    .toList();
        }
    }

    private static String firstWord(String line) {
        return line.strip().replaceFirst(" .*", "");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpCommandPrintsTheSame(CommandSpec command) {
        List<String> words = Arrays.asList(command.qualifiedName().split(" ", -1));
        Result help =
                Cli.run(Stream.concat(Stream.of("help"), words.stream().skip(1)).toArray(String[]::new));
        Result option = Cli.run(
                Stream.concat(words.stream().skip(1), Stream.of("--help")).toArray(String[]::new));

        assertThat(help.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(help.output()).isEqualTo(option.output()).startsWith("Usage: " + command.qualifiedName());
        assertThat(help.errorOutput()).isEmpty();
    }

    @Test
    void thereIsNoHelpForWhatThereIsNot() {
        assertRefused("aectl has no command trian; it has train, ", "help", "trian");
        assertRefused(
                "aectl config has no command tell; it has init, validate, show, schema", "help", "config", "tell");
        assertRefused("aectl train has no sub-commands, and so no ae", "help", "train", "ae");
    }

    private static void assertRefused(String reason, String... words) {
        Result result = Cli.run(words);
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).first().asString().startsWith("aectl: error: " + reason);
    }
}
