package org.aectl.cli.option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.aectl.base.InvalidInputException;
import picocli.CommandLine.ParseResult;

/** Which codes {@code aectl sample} decodes. */
public enum SampleMode {
    DRAW(""),
    INTERPOLATE("--interpolate"),
    GRID("--grid"),
    TRAVERSE("--traverse");

    /** Options that mean nothing in some modes, and the modes in which they mean something. */
    private static final Map<String, Set<SampleMode>> MEANINGS = new TreeMap<>(Map.of(
            "--count", Set.of(DRAW),
            "--sampler", Set.of(DRAW),
            "--components", Set.of(DRAW),
            "--temperature", Set.of(DRAW),
            "--seed", Set.of(DRAW),
            "--from", Set.of(TRAVERSE),
            "--steps", EnumSet.of(INTERPOLATE, GRID, TRAVERSE),
            "--data", EnumSet.of(INTERPOLATE, TRAVERSE),
            "--split", EnumSet.of(INTERPOLATE, TRAVERSE)));

    /** That asks for it; empty for the one without. */
    private final String option;

    SampleMode(String option) {
        this.option = option;
    }

    /**
     * The one that is asked for.
     *
     * @throws InvalidInputException if several are
     */
    public static SampleMode of(boolean interpolate, boolean grid, boolean traverse) {
        List<SampleMode> asked = new ArrayList<>();
        if (interpolate) {
            asked.add(INTERPOLATE);
        }
        if (grid) {
            asked.add(GRID);
        }
        if (traverse) {
            asked.add(TRAVERSE);
        }
        if (asked.size() > 1) {
            throw new InvalidInputException(
                    asked.get(0).option + " and " + asked.get(1).option + " cannot be used together");
        }
        return asked.isEmpty() ? DRAW : asked.get(0);
    }

    /**
     * Checks a command line.
     *
     * @throws InvalidInputException if it has an option that has no meaning here
     */
    public void refuseOthers(ParseResult given) {
        MEANINGS.forEach((name, modes) -> {
            if (given.hasMatchedOption(name) && !modes.contains(this)) {
                throw new InvalidInputException(
                        name + (this == DRAW ? " needs " + names(modes) : " cannot be used with " + option));
            }
        });
    }

    private static String names(Set<SampleMode> modes) {
        return modes.stream().map(mode -> mode.option).collect(Collectors.joining(" or "));
    }
}
