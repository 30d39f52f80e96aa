package org.aectl.cli;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Runs commands one after another in one JVM and throws their output away. The launcher uses it to make the class data
 * archive: the JVM stores the classes that are loaded when it ends.
 */
public final class WarmUp {
    private WarmUp() {}

    /**
     * Runs the given commands.
     *
     * @param args one word: commands as on the command line, separated by semicolons
     */
    public static void main(String[] args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        for (String command : args[0].split(";", -1)) {
            Main.run(command.trim().split("\\s+", -1), nowhere, nowhere);
        }
    }
}
