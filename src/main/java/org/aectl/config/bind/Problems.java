package org.aectl.config.bind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.aectl.base.InvalidInputException;
import org.aectl.base.PlainText;

/** Collects everything that is wrong with a config, so that the user learns it all at once. */
public final class Problems {
    /** More than anybody reads; a file that is no config at all can have thousands. */
    private static final int MOST_SHOWN = 50;

    private record Problem(SourceLocation place, Supplier<String> message) {
        String line() {
            return oneLine(place + ": " + message.get());
        }
    }

    private final List<Problem> problems = new ArrayList<>();

    /** One line whatever the config held: keys and values may carry line breaks and terminal escapes. */
    public static String oneLine(String message) {
        return PlainText.oneLine(message);
    }

    public void add(SourceLocation place, String message) {
        add(place, () -> message);
    }

    /** Takes a message that is costly to find, and is found only if it is shown. */
    public void add(SourceLocation place, Supplier<String> message) {
        problems.add(new Problem(place, message));
    }

    int count() {
        return problems.size();
    }

    /** Throws all problems, in the order of their lines. */
    public void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        problems.stream()
                .sorted(Comparator.comparingInt(problem -> problem.place().line()))
                .limit(MOST_SHOWN)
                .forEach(problem -> lines.add(problem.line()));
        if (problems.size() > MOST_SHOWN) {
            SourceLocation place = problems.get(0).place().withoutLine();
            lines.add(place + ": and " + (problems.size() - MOST_SHOWN) + " more problems");
        }
        throw new InvalidInputException(lines);
    }
}
