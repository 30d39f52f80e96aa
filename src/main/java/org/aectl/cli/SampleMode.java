package org.aectl.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.aectl.config.InvalidInputException;
import picocli.CommandLine.ParseResult;

/** Which codes {@code aectl sample} decodes, and the options that have a meaning for them. */
enum SampleMode {
    DRAW("", "--count", "--seed", "--temperature", "--sampler", "--components", "--label"),
    INTERPOLATE("--interpolate", "--steps", "--data", "--split", "--label"),
    GRID("--grid", "--steps", "--label"),
    TRAVERSE("--traverse", "--steps", "--from", "--data", "--split", "--label");

    /** That asks for it; empty for the one without. */
    private final String option;

    private final Set<String> takes;

    SampleMode(String option, String... takes) {
        this.option = option;
        this.takes = Set.of(takes);
    }

    /**
     * The one that a command line asks for.
     *
     * @throws InvalidInputException if it asks for several, or has options that mean nothing then
     */
    static SampleMode of(ParseResult given) {
        List<SampleMode> asked = Arrays.stream(values())
                .filter(mode -> mode != DRAW && given.hasMatchedOption(mode.option))
                .toList();
        if (asked.size() > 1) {
            throw new InvalidInputException(
                    asked.get(0).option + " and " + asked.get(1).option + " cannot be used together");
        }
        SampleMode mode = asked.isEmpty() ? DRAW : asked.get(0);
        Arrays.stream(values())
                .flatMap(other -> other.takes.stream())
                .distinct()
                .sorted()
                .filter(name -> given.hasMatchedOption(name) && !mode.takes.contains(name))
                .findFirst()
                .ifPresent(name -> refuse(name, mode));
        return mode;
    }

    private static void refuse(String name, SampleMode mode) {
        if (mode != DRAW) {
            throw new InvalidInputException(name + " cannot be used with " + mode.option);
        }
        throw new InvalidInputException(name + " needs "
                + Arrays.stream(values())
                        .filter(other -> other.takes.contains(name))
                        .map(other -> other.option)
                        .collect(Collectors.joining(" or ")));
    }
}
