package org.aectl.base;

import java.util.List;

/**
 * Something the user gave (a config, an option, a data file, a run) cannot be used. Ends the program with exit code 2;
 * each line is printed as one error and says what, where, which value, and what was expected.
 */
public class InvalidInputException extends RuntimeException {
    private final List<String> lines;

    public InvalidInputException(String line) {
        this(List.of(line));
    }

    public InvalidInputException(String line, Throwable cause) {
        super(line, cause);
        this.lines = List.of(line);
    }

    /** @param lines at least one line, each a complete error message without a line break */
    public InvalidInputException(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.lines = List.copyOf(lines);
    }

    public List<String> lines() {
        return lines;
    }
}
