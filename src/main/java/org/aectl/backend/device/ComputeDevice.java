package org.aectl.backend.device;

import java.util.Optional;
import org.aectl.base.InvalidInputException;

/** Makes sure that what computes is what was asked for, before anything is written. */
public final class ComputeDevice {
    private ComputeDevice() {}

    /**
     * Compares what was asked for with what is there. Where the CUDA backend is on the class path, this loads the native
     * libraries; otherwise only the processor can compute, and nothing is loaded.
     *
     * @param asked the user's own words for the wish, which begin an error
     * @return what the user should know, in one line; empty where there is nothing to say
     * @throws InvalidInputException if the wish cannot be fulfilled
     * @throws BackendUnavailableException if the native libraries cannot be loaded
     */
    public static String settle(RequestedDevice wish, String asked) {
        DeviceChoice choice = DeviceChoice.current(wish);
        if (choice.outcome() == DeviceChoice.Outcome.REFUSED) {
            throw new InvalidInputException(asked + ": " + choice.reason());
        }
        return DeviceChoice.hasCuda() ? compare(choice, LoadedDevice.find(), asked) : "";
    }

    static String compare(DeviceChoice choice, LoadedDevice loaded, String asked) {
        boolean isCuda = choice.outcome() == DeviceChoice.Outcome.CUDA;
        if (isCuda && !loaded.isCuda()) {
            return onTheCpu(choice, notLoaded(choice, loaded), asked);
        }
        if (!isCuda && loaded.isCuda()) {
            throw new InvalidInputException(asked + ": ND4J has taken the GPU"
                    + (choice.reason().isEmpty() ? "" : " (" + choice.reason() + ")")
                    + ", which is settled before the program starts; start it with the launcher aectl, or with"
                    + " BACKEND_PRIORITY_CPU=200 in the environment");
        }
        return isCuda ? onTheGpu(choice, loaded, asked) : onTheCpu(choice, choice.reason(), asked);
    }

    public static String notLoaded(DeviceChoice choice, LoadedDevice loaded) {
        return "ND4J's CUDA backend could not be loaded for "
                + (choice.gpu() == null ? "a GPU" : choice.gpu().describe())
                + (loaded.failure().isEmpty() ? "" : ": " + loaded.failure())
                + "; docs/cuda.md says what it needs";
    }

    private static String onTheCpu(DeviceChoice choice, String reason, String asked) {
        if (choice.wish() == RequestedDevice.CUDA) {
            throw new InvalidInputException(asked + ": " + reason + "; --device cpu computes without a GPU");
        }
        return reason.isEmpty() ? "" : "computing on the CPU: " + reason;
    }

    private static String onTheGpu(DeviceChoice choice, LoadedDevice loaded, String asked) {
        Gpu gpu = loaded.describedBy(Optional.ofNullable(choice.gpu())).orElseThrow();
        gpu.problem().ifPresent(problem -> {
            throw new InvalidInputException(asked + ": " + gpu.name() + " cannot be used, " + problem
                    + "; --device cpu computes without a GPU");
        });
        return "computing on " + gpu.describe() + (choice.reason().isEmpty() ? "" : "; " + choice.reason());
    }
}
