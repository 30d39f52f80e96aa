package org.aectl.cli.console;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aectl.base.NearestWord;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line, in the words of whoever wrote them. */
public final class UsageMessage {
    private static final Pattern CONFIG_FILE = Pattern.compile(".+\\.(ya?ml|json)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONSTANTS =
            Pattern.compile("expected one of \\[([^]]*)] \\(case-(?:in)?sensitive\\) but was '(.*)'$");
    /** What the parser says, and what a person would. */
    private static final Map<Pattern, String> WORDINGS = Map.of(
            Pattern.compile("Missing required parameters?: '(.*)'"), "$1 is missing",
            Pattern.compile("Missing required option: '(-[^ =]*).*'"), "$1 is missing",
            Pattern.compile("Missing required parameter for option '(\\S+)' \\((.*)\\)"), "$1 needs a value, $2",
            Pattern.compile("Expected parameter \\d+ \\(of (\\d+) .*option '(\\S+)'.*"), "$2 needs $1 values",
            Pattern.compile("option '(\\S+)' at index \\d+ \\(.*\\) requires at least (\\d+) values.*"),
                    "$1 needs $2 values",
            Pattern.compile("Invalid value for option '(\\S+)'.*: '(.*)' is not an? (?:int|long)"),
                    "$1 must be a whole number, was '$2'",
            Pattern.compile("Invalid value for option '(\\S+)'.*: '(.*)' is not a (?:double|float)"),
                    "$1 must be a number, was '$2'");

    private static final String MISSING_ONE_OF = "Error: Missing required argument (specify one of these): ";

    private UsageMessage() {}

    /** Whether a word is the name of a config file. */
    public static boolean isConfigFile(String word) {
        return CONFIG_FILE.matcher(word).matches();
    }

    /** For a command that is only there for those below it. */
    public static ParameterException commandIsMissing(CommandLine command) {
        return new ParameterException(
                command,
                "a command is missing: one of "
                        + String.join(", ", command.getSubcommands().keySet()));
    }

    /** In one sentence without a stop, which begins with a small letter. */
    static String of(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        // What is missing may be there, under a name that is misspelt.
        List<String> unknown = problem instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched()
                : command.getUnmatchedArguments();
        if (!unknown.isEmpty()) {
            return unmatched(command, unknown);
        }
        if (isTooMany(problem)) {
            return "only one of " + groups(command) + " can be given, and once"
                    + (command.getCommandSpec().optionsMap().containsKey("--set")
                            ? "; --set key=value changes single keys of a config"
                            : "");
        }
        String message = String.valueOf(problem.getMessage());
        if (message.startsWith(MISSING_ONE_OF)) {
            return "one of " + groups(command) + " is missing";
        }
        for (Map.Entry<Pattern, String> wording : WORDINGS.entrySet()) {
            Matcher matcher = wording.getKey().matcher(message);
            if (matcher.matches()) {
                return matcher.replaceFirst(wording.getValue());
            }
        }
        return lower(withLowerCaseWords(message.replaceFirst("^Error: ", "")));
    }

    private static boolean isTooMany(ParameterException problem) {
        return problem instanceof MutuallyExclusiveArgsException
                || (problem instanceof MaxValuesExceededException
                        && String.valueOf(problem.getMessage()).contains("expected only one match"));
    }

    /** The parameters and long names of options of which one is to be given. */
    private static String groups(CommandLine command) {
        List<String> names = command.getCommandSpec().argGroups().stream()
                .filter(ArgGroupSpec::exclusive)
                .flatMap(group -> Stream.concat(
                        group.positionalParameters().stream().map(PositionalParamSpec::paramLabel),
                        group.options().stream().map(OptionSpec::longestName)))
                .toList();
        return String.join(", ", names).replaceFirst(", (?=[^,]*$)", " and ");
    }

    private static String unmatched(CommandLine command, List<String> unknown) {
        String word =
                unknown.stream().filter(UsageMessage::isOption).findFirst().orElse(unknown.get(0));
        if (isOption(word)) {
            String name = word.replaceFirst("=.*", "");
            // Any letter is near any other.
            return "there is no option '" + name + "'"
                    + (name.startsWith("--")
                            ? meant(NearestWord.of(
                                    name, command.getCommandSpec().optionsMap().keySet()))
                            : "");
        }
        if (isConfigFile(word) && command.getParent() == null) {
            return "unexpected word '" + word + "'" + meant(Optional.of("aectl train --config " + word));
        }
        Collection<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "unexpected word '" + word + "'"
                : "there is no command '" + word + "'" + meant(NearestWord.of(word, commands));
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    private static String meant(Optional<String> word) {
        return word.map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** Constants of an enumeration as they are written everywhere else. */
    private static String withLowerCaseWords(String message) {
        Matcher matcher = CONSTANTS.matcher(message);
        return matcher.find()
                ? message.substring(0, matcher.start())
                        + "expected one of "
                        + matcher.group(1).toLowerCase(Locale.ROOT)
                        + ", was '"
                        + matcher.group(2)
                        + "'"
                : message;
    }

    private static String lower(String message) {
        return message.isEmpty() ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
