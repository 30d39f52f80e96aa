package org.aectl.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aectl.backend.device.BackendUnavailableException;
import org.aectl.backend.device.ComputeDevice;
import org.aectl.backend.device.RequestedDevice;
import org.aectl.base.InvalidInputException;
import org.aectl.cli.console.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * What to compute on. The launcher chooses before the JVM starts, because ND4J does so only once; here the choice is compared
 * with what was loaded, in one place for all commands that have the option.
 */
public final class DeviceOption {
    private static final String NAME = "--device";
    private static final String VARIABLE = "AECTL_DEVICE";

    @Option(
            names = NAME,
            paramLabel = "DEVICE",
            description =
                    "What to compute on: auto (a GPU if this build has CUDA and the machine a GPU that it supports,"
                            + " else the processor), cpu, or cuda (a GPU or nothing). Default: AECTL_DEVICE, else auto.")
    @SuppressWarnings("UnusedVariable") // read through picocli, by settle
    private @Nullable RequestedDevice device;

    /**
     * Sees to it that the command which is about to run computes on what it was asked to.
     *
     * @throws ExecutionException with the reason, if it cannot
     */
    public static void settle(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        OptionSpec option = command.getCommandSpec().findOption(NAME);
        if (option == null || command.isUsageHelpRequested() || command.isVersionHelpRequested()) {
            return;
        }
        try {
            RequestedDevice wish = option.getValue();
            String note = wish == null
                    ? ComputeDevice.settle(fromEnvironment(), VARIABLE + "=" + fromEnvironment())
                    : ComputeDevice.settle(wish, NAME + " " + wish);
            if (!note.isEmpty()) {
                Messages.of(command.getCommandSpec()).info(note);
            }
        } catch (InvalidInputException | BackendUnavailableException problem) {
            throw new ExecutionException(command, String.valueOf(problem.getMessage()), problem);
        }
    }

    /**
     * What {@value #VARIABLE} says; auto where it is not set.
     *
     * @throws InvalidInputException if it is none of the words
     */
    public static RequestedDevice fromEnvironment() {
        return of(Optional.ofNullable(System.getenv(VARIABLE)).orElse(""));
    }

    public static RequestedDevice of(String variable) {
        if (variable.isEmpty()) {
            return RequestedDevice.AUTO;
        }
        return Arrays.stream(RequestedDevice.values())
                .filter(wish -> wish.toString().equals(variable.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(VARIABLE + " must be auto, cpu or cuda, was " + variable));
    }
}
