package org.aectl.cli;

import java.util.List;

/**
 * A wrong use of one command.
 *
 * @param name command and mistake, for people
 * @param words the command line
 * @param isUsage whether the words alone are wrong, whatever they stand for, so that the program points to the command's help
 * @param command as the user calls it, which is what the program then points to
 * @param named what the message must say, so that the user finds the mistake, and the test knows that this is what was found
 */
record BadOption(String name, List<String> words, boolean isUsage, String command, List<String> named) {
    @Override
    public String toString() {
        return name;
    }
}
