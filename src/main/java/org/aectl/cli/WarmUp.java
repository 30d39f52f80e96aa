package org.aectl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs commands one after another in one JVM and throws their output away. The launcher uses it to make the class data
 * archive: the JVM stores the classes that are loaded when it ends.
 */
public final class WarmUp {
    /** Stands for a folder that is gone afterwards. */
    private static final String SCRATCH = "SCRATCH";

    private WarmUp() {}

    /**
     * Runs the given commands.
     *
     * @param args one word: commands as on the command line, separated by semicolons; a word SCRATCH in them is replaced by a
     *     temporary folder
     */
    public static void main(String[] args) throws IOException {
        Main.settle();
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Path scratch = Files.createTempDirectory("aectl-warm-up");
        try {
            for (String command : args[0].split(";", -1)) {
                String[] words = Arrays.stream(command.trim().split("\\s+", -1))
                        .map(word -> word.equals(SCRATCH) ? scratch.toString() : word)
                        .toArray(String[]::new);
                Main.run(words, nowhere, nowhere);
            }
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
