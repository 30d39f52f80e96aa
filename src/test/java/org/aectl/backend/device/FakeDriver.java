package org.aectl.backend.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A stand-in for nvidia-smi that answers with a file of {@code src/test/resources/gpus}. */
public final class FakeDriver {
    private FakeDriver() {}

    public static Path fixture(String name) {
        return Path.of("src/test/resources/gpus", name).toAbsolutePath();
    }

    /** One that prints a fixture and ends with an exit code. */
    public static Path answering(Path folder, String fixture, int exitCode) throws IOException {
        return script(folder, "cat '" + fixture(fixture) + "'\nexit " + exitCode);
    }

    /** One that does as it is told. */
    public static Path script(Path folder, String lines) throws IOException {
        Path tool = Files.writeString(
                Files.createDirectories(folder).resolve(DriverTool.NAME), "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        return tool;
    }
}
