package org.aectl.backend.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What ND4J has really loaded: it passes over a backend that fails.
 *
 * @param isCuda whether it is the CUDA backend
 * @param gpu the one it computes on, as CUDA describes it; null for the processor
 * @param failure why the CUDA backend was passed over; empty where that is not known, or it was not
 */
public record LoadedDevice(boolean isCuda, @Nullable Gpu gpu, String failure) {
    public static final LoadedDevice PROCESSOR = new LoadedDevice(false, null, "");

    /** Loads the native libraries, if they are not yet. */
    public static LoadedDevice find() {
        String failure = CudaLoading.failure();
        LoadedDevice loaded = of(Nd4j.getExecutioner().getEnvironmentInformation());
        return new LoadedDevice(loaded.isCuda(), loaded.gpu(), failure);
    }

    /** @param environment as ND4J describes it */
    public static LoadedDevice of(Properties environment) {
        if (!"CUDA".equals(environment.get("backend"))) {
            return PROCESSOR;
        }
        // The first that CUDA sees, which is the only one that the launcher lets it see.
        return environment.get("cuda.devicesInformation") instanceof List<?> devices
                        && !devices.isEmpty()
                        && devices.get(0) instanceof Map<?, ?> device
                ? new LoadedDevice(true, gpu(device), "")
                : new LoadedDevice(true, new Gpu("GPU", "", 0, "", ""), "");
    }

    private static Gpu gpu(Map<?, ?> device) {
        return new Gpu(
                String.valueOf(device.get("cuda.deviceName")).strip(),
                device.get("cuda.deviceMajor") + "." + device.get("cuda.deviceMinor"),
                device.get("cuda.totalMemory") instanceof Number bytes ? bytes.longValue() : 0,
                "",
                "");
    }

    /** The GPU with what the driver alone tells. */
    public Optional<Gpu> describedBy(Optional<Gpu> driver) {
        return Optional.ofNullable(gpu)
                .map(loaded -> driver.map(known -> new Gpu(
                                loaded.name(), loaded.capability(), loaded.memory(), known.driver(), known.id()))
                        .orElse(loaded));
    }
}
