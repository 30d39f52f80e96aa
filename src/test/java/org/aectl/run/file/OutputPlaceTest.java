package org.aectl.run.file;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.aectl.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlaceTest {
    @TempDir
    private Path temporary;

    /** For everybody but the superuser, a folder without the permission; for that one, a file system that takes nothing. */
    private Path closed() throws IOException {
        Path folder = Files.createDirectory(
                temporary.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        return Files.isWritable(folder) ? Path.of("/sys/kernel") : folder;
    }

    @Test
    void aFolderThatNothingMayBeWrittenInIsRefusedBeforeTheWork() throws IOException {
        Path closed = closed();
        assumeThat(Files.isDirectory(closed) && !Files.isWritable(closed))
                .as("a folder that nothing may be written in")
                .isTrue();
        Path wanted = closed.resolve("some/where");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> OutputPlace.checkFolder(wanted))
                .withMessage(wanted + ": cannot be written, because nothing may be written in " + closed);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> OutputPlace.checkFile(wanted, "an HTML file"))
                .withMessageStartingWith(wanted + ": cannot be written");
    }
}
