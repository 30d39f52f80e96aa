package org.aectl.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {
    @TempDir
    private Path folder;

    /** A process of its own that begins a file and then waits for its end. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] words) throws IOException {
            try (PartialFile file = PartialFile.begin(Path.of(words[0]))) {
                file.channel().write(ByteBuffer.wrap(new byte[100]));
                System.out.write('!');
                System.out.flush();
                while (System.in.read() >= 0) {
                    // until the pipe is closed
                }
                file.commit();
            }
        }
    }

    private Process writer() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.resolve("codes.csv").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('!');
        return process;
    }

    private String[] names() {
        return folder.toFile().list();
    }

    @Test
    void whatAnotherProcessWritesIsLeftAloneAndWhatAKilledOneLeftIsDeleted() throws Exception {
        Process writer = writer();
        PartialFile.deleteAbandoned(folder);
        assertThat(names()).singleElement().asString().matches("\\.codes\\.csv\\.[0-9a-f]{16}\\.part");
        writer.destroyForcibly().waitFor();
        assertThat(names()).hasSize(1);

        PartialFile.deleteAbandoned(folder);

        assertThat(names()).isEmpty();
    }

    @Test
    void aProcessMayEndWhatItBeganWhileOthersLookedForAbandonedFiles() throws Exception {
        Process writer = writer();
        PartialFile.deleteAbandoned(folder);
        writer.getOutputStream().close();
        assertThat(writer.waitFor()).isZero();
        assertThat(folder.resolve("codes.csv")).hasSize(100);
        assertThat(names()).containsExactly("codes.csv");
    }

    @Test
    void aProcessThatIsAskedToEndLeavesNothing() throws Exception {
        Process writer = writer();
        // Not Process.destroy(), which would also close what the writer waits for.
        writer.toHandle().destroy();
        writer.waitFor();
        assertThat(names()).isEmpty();
    }

    @Test
    void itsOwnFilesAreNotTakenForAbandoned() throws IOException {
        try (PartialFile file = PartialFile.begin(folder.resolve("a"))) {
            Path link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
            PartialFile.deleteAbandoned(folder);
            PartialFile.deleteAbandoned(link);
            Files.delete(link);
            file.commit();
        }
        assertThat(names()).containsExactly("a");
    }

    @Test
    void theFirstFileInAFolderTakesAwayWhatWasAbandonedThere() throws IOException {
        List<String> abandoned =
                List.of(".codes.csv.1.1.part", ".codes.csv.0123456789abcdef.part", ".samples.png.77.2.part");
        List<String> others = List.of(".note.part", "codes.csv.1.1.part", ".part", ".a.part.1.1.zip");
        for (String name : abandoned) {
            Files.writeString(folder.resolve(name), "half");
        }
        for (String name : others) {
            Files.writeString(folder.resolve(name), "mine");
        }
        Files.createDirectory(folder.resolve(".folder.1.1.part"));
        Files.createSymbolicLink(folder.resolve(".link.1.1.part"), folder.resolve(".note.part"));

        PartialFile.begin(folder.resolve("new")).close();

        assertThat(names())
                .containsExactlyInAnyOrder(
                        ".note.part",
                        "codes.csv.1.1.part",
                        ".part",
                        ".a.part.1.1.zip",
                        ".folder.1.1.part",
                        ".link.1.1.part");
        assertThat(folder.resolve(".note.part")).hasContent("mine");
    }
}
