package org.aectl.backend;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aectl.backend.device.BackendUnavailableException;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.Gpu;
import org.aectl.backend.device.Gpus;
import org.aectl.backend.device.LoadedDevice;
import org.aectl.kernel.Workers;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_full;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's backend of this process. The first call loads the native libraries, which takes about a second. */
public final class Backend {
    /** For example {@code 16024m}. */
    private static final String FROM_LAUNCHER = "aectl.machine.memory";

    private static final long MEBIBYTE = 1L << 20;

    /** {@code libjnind4jcpu}, {@code libjnind4jcuda}: the library whose place names the native build. */
    private static final String ND4J_LIBRARY = "jnind4j";

    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)++\\S*");
    private static final Pattern ND4J_JAR = Pattern.compile("nd4j-api-(.+)\\.jar");

    private Backend() {}

    /**
     * What computes in this process, and how it is set up.
     *
     * @throws BackendUnavailableException if the native libraries cannot be loaded
     */
    public static BackendInfo describe() {
        try {
            return describeLoaded();
        } catch (LinkageError | RuntimeException failure) {
            throw new BackendUnavailableException(failure);
        }
    }

    private static BackendInfo describeLoaded() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        return new BackendInfo(
                String.valueOf(environment.get("backend")).toLowerCase(Locale.ROOT),
                nd4jVersion(),
                nativeBuild(),
                blas(String.valueOf(environment.get("blas.vendor"))),
                new BackendInfo.Threads(
                        ComputeThreads.ofNatives(),
                        Workers.count(),
                        Optional.ofNullable(System.getenv("OMP_WAIT_POLICY")).orElse("")),
                ProcessorReader.read(),
                new BackendInfo.Memory(
                        machineMemory(),
                        Runtime.getRuntime().maxMemory(),
                        Pointer.maxBytes(),
                        Pointer.maxPhysicalBytes()),
                platform(),
                gpu(environment));
    }

    private static BackendInfo.@Nullable Graphics gpu(Properties environment) {
        LoadedDevice loaded = LoadedDevice.of(environment);
        if (!loaded.isCuda()) {
            return null;
        }
        Optional<Gpu> chosen = DeviceChoice.handedOver().flatMap(choice -> Optional.ofNullable(choice.gpu()));
        // CUDA does not tell the driver's version, nvidia-smi does.
        Optional<Gpu> known = chosen.isPresent() ? chosen : Gpus.find().firstUsable();
        return loaded.describedBy(known).map(BackendInfo.Graphics::of).orElse(null);
    }

    private static BackendInfo.Platform platform() {
        return new BackendInfo.Platform(
                "%s %s, %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("aectl.launcher") != null);
    }

    /** ND4J's jars carry no version in their manifests, only in their names. */
    private static String nd4jVersion() {
        Matcher jar = ND4J_JAR.matcher(
                Nd4j.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        return jar.find() ? jar.group(1) : "unknown";
    }

    /** The folder of the loaded library is named by its build. */
    private static String nativeBuild() {
        return Loader.getLoadedLibraries().entrySet().stream()
                .filter(library -> library.getKey().startsWith(ND4J_LIBRARY))
                .map(Map.Entry::getValue)
                .map(file -> Path.of(file).getParent())
                .flatMap(folder -> Optional.ofNullable(folder).stream())
                .map(folder -> String.valueOf(folder.getFileName()))
                .findFirst()
                .orElseGet(Loader::getPlatform);
    }

    private static BackendInfo.Blas blas(String vendor) {
        if (!vendor.equals("OPENBLAS")) {
            return new BackendInfo.Blas(vendor, "", "");
        }
        String build = openblas_full.openblas_get_config().getString();
        Matcher version = VERSION.matcher(build);
        return new BackendInfo.Blas(
                "OpenBLAS",
                version.find() ? version.group() : "",
                openblas_full.openblas_get_corename().getString());
    }

    /** How much memory this machine has, by the launcher, which knows the limits of containers; 0 where unknown. */
    private static long machineMemory() {
        String fromLauncher = System.getProperty(FROM_LAUNCHER, "");
        if (fromLauncher.matches("\\d{1,12}m")) {
            return Long.parseLong(fromLauncher.substring(0, fromLauncher.length() - 1)) * MEBIBYTE;
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
