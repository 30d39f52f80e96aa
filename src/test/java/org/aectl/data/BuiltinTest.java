package org.aectl.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Builtin;
import org.aectl.config.source.Idx;
import org.aectl.data.fetch.DataFolder;
import org.aectl.data.fetch.NamedSet;
import org.aectl.data.file.DataFile;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinTest {
    private static final Path FULL = Path.of("..", "shared", "data", "mnist");

    @Test
    void miniHasFiveThousandTrainingAndOneThousandTestDigits() {
        Dataset data = Sources.open(new Builtin("mnist-mini"), null, 1);
        Examples test = requireNonNull(data.test());

        assertThat(data.training().count()).isEqualTo(5000);
        assertThat(test.count()).isEqualTo(1000);
        assertThat(data.training().shape()).isEqualTo(new ExampleShape(1, 28, 28));
        assertThat(data.training().storedRange()).isEqualTo(ValueRange.BYTE);
        assertThat(data.training().classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(TestExamples.labels(data.training()).subList(0, 6)).containsExactly("5", "0", "4", "1", "9", "2");
        assertThat(TestExamples.labels(test).subList(0, 4)).containsExactly("7", "2", "1", "0");
    }

    @Test
    void miniListsItsFilesWithTheHashOfTheGzippedBytes() {
        Dataset data = Sources.open(new Builtin("mnist-mini"), 3, 1);

        assertThat(data.training().count()).isEqualTo(3);
        assertThat(data.files()).hasSize(4);
        assertThat(data.files().get(0))
                .isEqualTo(new DataFile(
                        "builtin:mnist-mini/train-images-idx3-ubyte.gz",
                        812284,
                        "d123737fa47d32101270efe1372983e9f9cacfe0509c8ab53ae7085faf761983"));
    }

    @Test
    void miniIsTheBeginningOfTheFullSet() {
        assumeTrue(Files.isDirectory(FULL), "the full MNIST set is not at " + FULL);
        Idx full = new Idx(
                FULL.resolve("train-images-idx3-ubyte.gz"),
                FULL.resolve("train-labels-idx1-ubyte.gz"),
                FULL.resolve("t10k-images-idx3-ubyte.gz"),
                FULL.resolve("t10k-labels-idx1-ubyte.gz"));
        Dataset expected = Sources.open(full, null, 1);
        Dataset mini = Sources.open(new Builtin("mnist-mini"), null, 1);

        assertThat(expected.training().count()).isEqualTo(60000);
        assertSameRows(mini.training(), expected.training());
        assertSameRows(requireNonNull(mini.test()), requireNonNull(expected.test()));
    }

    private static void assertSameRows(Examples part, Examples whole) {
        for (int row = 0; row < part.count(); row++) {
            assertThat(TestExamples.row(part, row)).isEqualTo(TestExamples.row(whole, row));
            assertThat(part.label(row)).isEqualTo(whole.label(row));
        }
    }

    @Test
    void theSetsAreThoseThatAConfigMayName() {
        assertThat(NamedSet.ALL).extracting(NamedSet::name).isEqualTo(Builtin.NAMES);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearestAndAllKnownOnes() {
        assertThatThrownBy(() -> Sources.open(new Builtin("mnist-mimi"), null, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no set named 'mnist-mimi', did you mean 'mnist-mini'?"
                        + " (known: mnist-mini, mnist, fashion-mnist)");
    }

    @Test
    void aSetThatWasNotFetchedIsAnsweredWithTheCommandThatFetchesIt(@TempDir Path folder) {
        assertThatThrownBy(() -> NamedSet.of("mnist").read(folder, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("get it by `aectl data fetch mnist`");
    }

    @Test
    void fetchedSetsLieWhereTheEnvironmentOrTheSystemSays() {
        Path home = Path.of("/home/u");
        Path xdg = Path.of("/x").toAbsolutePath();

        assertThat(DataFolder.of(Map.of("AECTL_DATA", "d"), "Linux", home)).isEqualTo(Path.of("d"));
        assertThat(DataFolder.of(Map.of("XDG_CACHE_HOME", xdg.toString()), "Linux", home))
                .isEqualTo(xdg.resolve("aectl/data"));
        assertThat(DataFolder.of(Map.of("XDG_CACHE_HOME", ""), "Linux", home))
                .isEqualTo(home.resolve(".cache/aectl/data"));
        assertThat(DataFolder.of(Map.of(), "Mac OS X", home)).isEqualTo(home.resolve("Library/Caches/aectl/data"));
        assertThat(DataFolder.of(Map.of(), "Windows 11", home)).isEqualTo(home.resolve("AppData/Local/aectl/data"));
    }
}
