package org.aectl.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aectl.backend.device.ComputeDevice;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.Gpus;
import org.aectl.backend.device.LoadedDevice;
import org.aectl.base.Counts;

/** What a user should change before a training. */
final class Advice {
    private static final long GIBIBYTE = 1L << 30;
    /** The program with its native libraries takes about 0.4 GiB before the first array. */
    private static final long LEAST_MACHINE = 2 * GIBIBYTE;

    private static final long LEAST_ARRAYS = GIBIBYTE / 2;

    private Advice() {}

    static List<String> on(BackendInfo backend, List<Folder> folders) {
        List<String> advice = new ArrayList<>();
        if (!backend.platform().launcher()) {
            advice.add("Start the program with the launcher aectl: it sets threads and memory limits.");
        }
        onThreads(backend.threads(), backend.processor(), advice);
        onMemory(backend.memory(), advice);
        for (Folder folder : folders) {
            if (!folder.writable()) {
                advice.add(folder.path() + " (" + folder.purpose() + ") cannot be written.");
            }
        }
        return advice;
    }

    static Optional<String> onGpu(Gpus gpus, boolean hasCuda, DeviceChoice choice, LoadedDevice loaded) {
        if (!hasCuda) {
            return gpus.firstUsable()
                    .map(gpu -> gpu.name() + " could compute: mvn -Pcuda package builds the program with CUDA in it"
                            + " (docs/cuda.md).");
        }
        return choice.outcome() == DeviceChoice.Outcome.CUDA && !loaded.isCuda()
                ? Optional.of(ComputeDevice.notLoaded(choice, loaded) + ".")
                : Optional.empty();
    }

    private static void onThreads(BackendInfo.Threads threads, BackendInfo.Processor processor, List<String> advice) {
        if (!threads.waitPolicy().toUpperCase(Locale.ROOT).equals("PASSIVE")) {
            advice.add("Set OMP_WAIT_POLICY=passive: waiting threads spin and take the cores from working ones.");
        }
        int most = Math.max(threads.openMp(), threads.blas());
        if (most > processor.cores()) {
            advice.add("There are %d threads for %s: use --threads %d or fewer."
                    .formatted(most, Counts.of(processor.cores(), "core"), processor.cores()));
        }
    }

    private static void onMemory(BackendInfo.Memory memory, List<String> advice) {
        if (memory.machine() > 0 && memory.machine() < LEAST_MACHINE) {
            advice.add("The machine has less than 2 GiB of memory: keep batches and networks small.");
        }
        if (memory.arrays() < LEAST_ARRAYS) {
            advice.add("Arrays may take less than 0.5 GiB: raise -Dorg.bytedeco.javacpp.maxbytes in AECTL_JAVA_OPTS.");
        }
        if (memory.process() > 0 && memory.process() < memory.arrays()) {
            advice.add("The limit of the process is below the one of its arrays: raise "
                    + "-Dorg.bytedeco.javacpp.maxphysicalbytes in AECTL_JAVA_OPTS.");
        }
    }
}
