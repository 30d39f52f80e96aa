package org.aectl.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The number of threads. The launcher reads it before the JVM starts, because the natives look at it only once; it is
 * declared here to be known, explained and checked: the launcher passes over what is no number of threads.
 */
public final class ThreadsOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Number of threads (default: one for each physical core). Another number changes the last digits"
                            + " of the weights.")
    void check(@Nullable Integer threads) {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new ParameterException(command.commandLine(), "--threads must be from 1 to 1024, was " + threads);
        }
    }
}
