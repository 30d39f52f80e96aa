package org.aectl.backend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aectl.backend.device.ComputeDevice;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.Gpu;
import org.aectl.backend.device.Gpus;
import org.aectl.backend.device.LoadedDevice;
import org.aectl.backend.device.RequestedDevice;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * What {@code aectl doctor} finds.
 *
 * @param reasons why what computes was picked
 * @param device why the processor or the GPU computes; empty where there was no choice
 * @param gpus empty where there is none
 * @param noGpu why there is none; empty where there are some
 * @param speed null where it was not measured
 * @param advice what to change, one sentence each; empty where all is well
 */
public record Diagnosis(
        BackendInfo backend,
        Reasons reasons,
        String device,
        List<GpuFinding> gpus,
        String noGpu,
        @Nullable Speed speed,
        List<Folder> folders,
        List<String> advice) {
    public Diagnosis {
        gpus = List.copyOf(gpus);
        folders = List.copyOf(folders);
        advice = List.copyOf(advice);
    }

    /**
     * Looks at the machine.
     *
     * @param wish what is to compute, where no command says otherwise
     * @param folders those of the program; the one that native libraries are unpacked to comes on top
     * @param measure whether to measure the speed too, which takes some seconds
     * @throws org.aectl.backend.device.BackendUnavailableException if the native libraries cannot be loaded
     * @throws IOException if the folder of the native libraries is not known
     */
    public static Diagnosis take(RequestedDevice wish, List<Folder> folders, boolean measure) throws IOException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        boolean hasCuda = DeviceChoice.hasCuda();
        DeviceChoice choice = DeviceChoice.current(wish);
        LoadedDevice loaded = hasCuda ? LoadedDevice.find() : LoadedDevice.PROCESSOR;
        BackendInfo backend = Backend.describe();
        List<Folder> all = new ArrayList<>(folders);
        all.add(Folder.of("natives", Path.of(Loader.getCacheDir().getPath())));
        String forced = Optional.ofNullable(System.getenv(Reasons.FORCED)).orElse("");
        Reasons reasons = Reasons.of(backend, forced);
        Gpus gpus = Gpus.inMachine();
        Speed speed = measure ? Speed.measure(backend) : null;
        List<String> advice = new ArrayList<>(Advice.on(backend, all));
        if (speed != null) {
            advice.addAll(SpeedAdvice.on(speed, backend, reasons, load));
        }
        Advice.onGpu(gpus, hasCuda, choice, loaded).ifPresent(advice::add);
        return new Diagnosis(
                backend,
                reasons,
                whyDevice(choice, loaded),
                gpus.all().stream().map(gpu -> GpuFinding.of(gpu, hasCuda)).toList(),
                gpus.problem(),
                speed,
                all,
                advice);
    }

    public static String whyDevice(DeviceChoice choice, LoadedDevice loaded) {
        return switch (choice.outcome()) {
            case REFUSED -> "AECTL_DEVICE=cuda will be refused: " + choice.reason();
            case CPU -> choice.wish() == RequestedDevice.CPU ? "asked for" : choice.reason();
            case CUDA ->
                loaded.isCuda()
                        ? "usable" + (choice.reason().isEmpty() ? "" : "; " + choice.reason())
                        : ComputeDevice.notLoaded(choice, loaded);
        };
    }

    /**
     * A GPU, and whether the program could compute on it.
     *
     * @param memory bytes; 0 where unknown
     * @param why it cannot be used, or on what it can be; never empty
     */
    public record GpuFinding(
            String name,
            String capability,
            long memory,
            String driver,
            boolean usable,
            String why,
            String description) {
        public static GpuFinding of(Gpu gpu, boolean hasCuda) {
            String why = gpu.problem().orElse(hasCuda ? "by this build" : "by a build with CUDA: mvn -Pcuda package");
            return new GpuFinding(
                    gpu.name(),
                    gpu.capability(),
                    gpu.memory(),
                    gpu.driver(),
                    gpu.problem().isEmpty(),
                    why,
                    gpu.describe());
        }
    }
}
