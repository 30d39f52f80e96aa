package org.aectl.cli.option;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Values that are there but hold nothing, as a shell makes them of a variable that is not set. No option and no parameter has
 * a use for one; but an empty path would be the folder that the user happens to be in.
 */
public final class EmptyValues {
    private EmptyValues() {}

    /** @throws ParameterException if there is one in the command line */
    public static void refuse(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            for (ArgSpec argument : command.getParseResult().matchedArgs()) {
                if (argument.arity().max() > 0 && argument.stringValues().contains("")) {
                    throw new ParameterException(command, name(argument) + " must not be empty");
                }
            }
        }
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : "the parameter " + argument.paramLabel();
    }
}
