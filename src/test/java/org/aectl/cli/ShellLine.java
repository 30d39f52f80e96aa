package org.aectl.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a shell that calls this program, as examples have it: plain words, perhaps with its output sent to a file, through a
 * pipe to another program, or to the shell's {@code source}.
 *
 * @param words what the program is called with
 * @param target file that the output goes to; null where it goes elsewhere
 */
record ShellLine(List<String> words, @Nullable String target) {
    /**
     * Takes a line apart.
     *
     * @throws IllegalArgumentException if it calls another program, or needs more of a shell than this knows
     */
    static ShellLine parse(String line) {
        String call = line.replaceFirst("^source <\\((.*)\\)$", "$1")
                .replaceFirst(" \\| .*", "")
                .strip();
        String[] parts = call.split(" > ", -1);
        List<String> words = Arrays.asList(parts[0].split(" +", -1));
        if (parts.length > 2 || !words.get(0).matches("(\\./)?aectl") || call.matches(".*[\"'`$\\\\;&<*?~()].*")) {
            throw new IllegalArgumentException("no plain call of aectl: " + line);
        }
        return new ShellLine(words.subList(1, words.size()), parts.length == 2 ? parts[1] : null);
    }
}
