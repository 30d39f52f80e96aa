package org.aectl.spark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of another file system: the files of this one under other addresses. */
class HadoopFilesTest {
    private final Configuration settings = new Configuration();

    @TempDir
    private Path folder;

    @BeforeEach
    void addFarFiles() {
        settings.setClass("fs.far.impl", FarFiles.class, org.apache.hadoop.fs.FileSystem.class);
        settings.setBoolean("fs.far.impl.disable.cache", true);
    }

    /** {@code far://host/x} is the file /x of this machine. */
    public static final class FarFiles extends RawLocalFileSystem {
        @Override
        public String getScheme() {
            return "far";
        }

        @Override
        public URI getUri() {
            return URI.create("far://host");
        }
    }

    private String far(String name) {
        return "far://host" + folder.resolve(name);
    }

    @Test
    void theFilesOfASetAreListedByNameWithoutMarks() throws IOException {
        Files.createDirectories(folder.resolve("rows/folder"));
        for (String name : List.of("b.csv", "a.csv", "_SUCCESS", ".hidden")) {
            Files.writeString(folder.resolve("rows").resolve(name), "1\n");
        }

        assertThat(HadoopFiles.list(RemotePath.parse(far("rows")), settings))
                .containsExactly(far("rows/a.csv"), far("rows/b.csv"));
        assertThat(HadoopFiles.list(RemotePath.parse(far("rows/b.csv")), settings))
                .containsExactly(far("rows/b.csv"));
        assertThatThrownBy(() -> HadoopFiles.list(RemotePath.parse(far("none")), settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(far("none") + ": there is no such file or folder");
        assertThatThrownBy(() -> HadoopFiles.list(RemotePath.parse("unknown://host/none"), settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("unknown://host/none: is on no known file system: No FileSystem for scheme \"unknown\"");
        assertThatThrownBy(() -> HadoopFiles.begin("unknown://host/none", settings))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aFileOfAnotherSystemIsCopiedToBeRead(@TempDir Path copies) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "1,2\n");

        Path copy = HadoopFiles.fetched(far("a.csv"), copies, settings);

        assertThat(copy).hasParent(copies).hasFileName("a.csv").hasContent("1,2\n");
        Path here = folder.resolve("a.csv");
        assertThat(HadoopFiles.fetched(here.toUri().toString(), copies, settings))
                .isEqualTo(here);
        assertThatThrownBy(() -> HadoopFiles.fetched("file:/nowhere/a.csv", copies, settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("/nowhere/a.csv: there is no such file on this machine of the cluster");
    }

    @Test
    void resultsAppearWholeAndOnce(@TempDir Path here) throws IOException {
        String results = HadoopFiles.begin(far("results"), settings);
        for (String attempt : List.of("attempt-1", "attempt-2")) {
            Path file = Files.writeString(here.resolve("file"), attempt);
            HadoopFiles.put(file, results, "part-00000.csv", settings, attempt);
        }
        HadoopFiles.finish(results, settings);

        assertThat(folder.resolve("results/part-00000.csv")).hasContent("attempt-2");
        assertThat(folder.resolve("results")).isDirectoryNotContaining("glob:**attempt*");
        assertThat(folder.resolve("results/_SUCCESS")).isEmptyFile();
        assertThatThrownBy(() -> HadoopFiles.begin(far("results"), settings))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is there already and not empty");
        HadoopFiles.discard(results, settings);
        assertThat(folder.resolve("results")).doesNotExist();
    }
}
