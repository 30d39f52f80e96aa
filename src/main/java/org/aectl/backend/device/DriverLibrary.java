package org.aectl.backend.device;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** NVIDIA's driver as programs link with it. Containers often have it without its tool. */
final class DriverLibrary {
    private static final String FILE = "libcuda.so.1";

    /** Where distributions, NVIDIA's container runtime and WSL put it. */
    private static final List<String> FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu",
            "/lib/x86_64-linux-gnu",
            "/usr/lib64",
            "/usr/lib",
            "/usr/local/nvidia/lib64",
            "/usr/local/cuda/compat",
            "/usr/lib/wsl/lib");

    private DriverLibrary() {}

    static boolean isThere() {
        String own = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
        return isIn(Stream.concat(Stream.of(own.split(File.pathSeparator, -1)), FOLDERS.stream()));
    }

    static boolean isIn(Stream<String> folders) {
        return folders.filter(folder -> !folder.isEmpty()).anyMatch(folder -> Files.exists(Path.of(folder, FILE)));
    }
}
