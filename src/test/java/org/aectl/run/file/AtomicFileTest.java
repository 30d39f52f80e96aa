package org.aectl.run.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void holdsWhatWasWritten() throws IOException {
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        Path file = folder.resolve("a");
        AtomicFile.write(file, out -> out.write(content));
        assertThat(file).hasBinaryContent(content);
        AtomicFile.write(file, "gr\u00f6\u00dfer\n");
        assertThat(file).hasContent("gr\u00f6\u00dfer\n");
        assertThat(folder.toFile().list()).containsExactly("a");
    }

    @Test
    void anOlderFileStaysUntilTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "a long old content");
        try (AtomicFile atomic = AtomicFile.begin(file)) {
            atomic.out().write(new byte[100_000]);
            atomic.out().flush();
            assertThat(file).hasContent("a long old content");
            atomic.commit();
        }
        assertThat(file).hasSize(100_000);
        assertThat(folder.toFile().list()).containsExactly("a");
    }

    @Test
    void aFailureLeavesNothingButTheOlderFile() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "old");
        for (Path file : new Path[] {old, folder.resolve("new")}) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> AtomicFile.write(file, out -> {
                        out.write(new byte[100_000]);
                        throw new IOException("disk full");
                    }))
                    .withMessage("disk full");
        }
        assertThat(old).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("old");
    }

    @Test
    void closingWithoutCommitLeavesNothing() throws IOException {
        try (AtomicFile atomic = AtomicFile.begin(folder.resolve("a"))) {
            atomic.out().write(1);
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void closingTheStreamDoesNotEndTheFile() throws IOException {
        Path file = folder.resolve("a");
        AtomicFile.write(file, out -> {
            out.write('a');
            out.close();
            out.write('b');
        });
        assertThat(file).hasContent("ab");
    }

    @Test
    void severalFilesOfOneNameCanBeUnderWay() throws IOException {
        Path file = folder.resolve("a");
        try (AtomicFile first = AtomicFile.begin(file);
                AtomicFile second = AtomicFile.begin(file)) {
            first.out().write('1');
            second.out().write('2');
            second.commit();
            first.commit();
        }
        assertThat(file).hasContent("1");
    }

    @Test
    void hasThePermissionsOfAnOrdinaryNewFile() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        Path file = folder.resolve("a");
        AtomicFile.write(file, "text");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(ordinary));
    }
}
