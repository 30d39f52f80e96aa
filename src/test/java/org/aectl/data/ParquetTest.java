package org.aectl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Parquet;
import org.aectl.data.cache.DataCache;
import org.aectl.data.parquet.ParquetSource;
import org.aectl.data.source.SourceDetection;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in good-data/parquet were written by pyarrow. */
class ParquetTest {
    private static final Path FOLDER = Path.of("src/test/resources/good-data/parquet");
    private static final float[][] ROWS = {{0, 1, 2}, {3, 4, 5}, {60, 70, 80}, {9, 10, 127}};

    static Stream<Path> sameRows() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> String.valueOf(file.getFileName()).matches("(type|codec|layout|list)-.*|parts"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Parquet source(Path path, @Nullable String label, String... columns) {
        return new Parquet(path, null, label, columns.length == 0 ? null : List.of(columns), null);
    }

    private static Parquet source(String name, @Nullable String label, String... columns) {
        return source(FOLDER.resolve(name), label, columns);
    }

    private static Examples read(Parquet source) {
        return Sources.open(source, null, 1).training();
    }

    private static void assertRows(Examples examples) {
        assertThat(examples.count()).isEqualTo(4);
        assertThat(examples.shape()).isEqualTo(ExampleShape.features(3));
        for (int row = 0; row < 4; row++) {
            assertThat(TestExamples.row(examples, row)).isEqualTo(ROWS[row]);
        }
    }

    @ParameterizedTest
    @MethodSource("sameRows")
    void everyTypeCompressionAndLayoutIsReadAlike(Path path) {
        assertRows(read(source(path, null)));
    }

    @ParameterizedTest
    @MethodSource("sameRows")
    void largeTablesAreReadOutOfTheCacheAlike(Path path, @TempDir Path cache) throws IOException {
        for (int time = 0; time < 2; time++) {
            Dataset data =
                    ParquetSource.read(source(path, null), null, new DataCache(cache), Missing.REFUSE, Columns.NONE, 0);

            assertRows(data.training());
            assertThat(data.training().inMemory()).isFalse();
            assertThat(data.files()).allMatch(file -> file.path().endsWith(".parquet"));
        }
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anotherChoiceOfColumnsIsCachedByItself(@TempDir Path folder) {
        DataCache cache = new DataCache(folder);
        Parquet two = source("labelled.parquet", "name", "x2", "x0");
        Parquet one = source("labelled.parquet", "digit", "x1");

        for (int time = 0; time < 2; time++) {
            Examples first = ParquetSource.read(two, null, cache, Missing.REFUSE, Columns.NONE, 0)
                    .training();
            Examples second = ParquetSource.read(one, null, cache, Missing.REFUSE, Columns.NONE, 0)
                    .training();

            assertThat(TestExamples.row(first, 2)).containsExactly(80, 60);
            assertThat(first.classes()).containsExactly("a", "b", "c");
            assertThat(TestExamples.row(second, 3)).containsExactly(10);
            assertThat(second.classes()).containsExactly("2", "3", "10");
            assertThat(second.label(0)).isEqualTo(2);
        }
    }

    @Test
    void partsOfAFolderFollowEachOtherByName() {
        Dataset data = Sources.open(source("parts", null), 3, 1);

        assertThat(data.training().count()).isEqualTo(3);
        assertThat(data.files())
                .extracting(file -> file.anywhere().path())
                .containsExactly("part-00000.snappy.parquet", "part-00001.snappy.parquet");
    }

    @Test
    void allNumbersButTheLabelAreFeatures() {
        Examples examples = read(source("labelled.parquet", "digit"));

        assertThat(TestExamples.row(examples, 1)).containsExactly(3, 4, 5, 0);
        assertThat(examples.classes()).containsExactly("2", "3", "10");
    }

    @Test
    void theIndexOfPandasIsNoFeature(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("indexed.parquet");
        ParquetTables.write(file, List.of("a", "b"), List.of("__index_level_0__"), List.of(new float[] {1, 2, 3}));

        assertThat(TestExamples.row(read(source(file, null)), 0)).containsExactly(1, 2);
        assertThat(TestExamples.row(read(source(file, null, "__index_level_0__")), 0))
                .containsExactly(3);
    }

    @Test
    void aWideTableTakesNoLongerThanItsColumns(@TempDir Path folder) throws IOException {
        int width = 5000;
        Path file = folder.resolve("wide.parquet");
        List<String> names = IntStream.range(0, width).mapToObj(i -> "x" + i).toList();
        ParquetTables.write(file, names, List.of(), List.of(new float[width], new float[width]));

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(60), () -> read(source(file, null)))
                        .shape())
                .isEqualTo(ExampleShape.features(width));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "kind", "digit"})
    void labelsAreWholeNumbersOrText(String label) {
        Examples examples = read(source("labelled.parquet", label, "x*"));

        assertRows(examples);
        assertThat(examples.classes().get(examples.label(0)))
                .isEqualTo(List.of("b", "x", "10")
                        .get(List.of("name", "kind", "digit").indexOf(label)));
    }

    @Test
    void textsMayBeStoredByTheirLengths() {
        assertThat(read(source("length-of-text.parquet", "label")).classes()).containsExactly("a", "b", "c");
    }

    @Test
    void columnsComeInTheOrderTheyAreNamed() {
        assertThat(TestExamples.row(read(source("labelled.parquet", null, "x2", "x*", "on")), 3))
                .containsExactly(127, 9, 10, 1);
    }

    @Test
    void picturesHaveTheirChannelsLast() {
        Parquet source = new Parquet(FOLDER.resolve("pictures.parquet"), null, null, null, List.of(2, 3, 2));
        Examples examples = Sources.open(source, null, 1).training();

        assertThat(examples.shape()).isEqualTo(new ExampleShape(2, 2, 3));
        assertThat(TestExamples.row(examples, 1)).containsExactly(12, 14, 16, 18, 20, 22, 13, 15, 17, 19, 21, 23);
    }

    @Test
    void nullAndNaNAreMissingValues() {
        Examples gaps = Sources.open(source("gaps.parquet", null), null, 1, null, Missing.MEAN, Columns.NONE)
                .training();
        Examples lists = Sources.open(source("gaps-in-lists.parquet", null), null, 1, null, Missing.DROP, Columns.NONE)
                .training();

        assertThat(TestExamples.row(gaps, 1)).containsExactly(Float.NaN, 2);
        assertThat(TestExamples.row(gaps, 2)).containsExactly(3, Float.NaN);
        assertThat(TestExamples.row(lists, 0)).containsExactly(1, Float.NaN);
    }

    @Test
    void filesAndFoldersAreRecognised(@TempDir Path folder) throws IOException {
        Path unnamed = Files.copy(FOLDER.resolve("type-int8.parquet"), folder.resolve("table"));
        Path broken = Files.writeString(folder.resolve("broken.PARQUET"), "a,b\n1,2\n");

        assertThat(SourceDetection.detect(unnamed.toString())).isEqualTo(source(unnamed, null));
        assertThat(SourceDetection.detect(FOLDER.resolve("parts").toString())).isEqualTo(source("parts", null));
        assertThatThrownBy(() -> Sources.open(SourceDetection.detect(broken.toString()), null, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected a Parquet file");
    }

    @Test
    void everyCutIsRefused(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve("codec-snappy-dictionary.parquet"));
        for (int length = 0; length < whole.length; length++) {
            Path cut = folder.resolve("cut.parquet");
            Files.write(cut, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> read(source(cut, null)))
                    .as("%s bytes", length)
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void everyChangedByteIsReadOrRefused(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(FOLDER.resolve("codec-snappy-dictionary.parquet"));
        for (int place = 0; place < whole.length; place++) {
            for (int flip : new int[] {1, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[place] ^= (byte) flip;
                Path file = Files.write(folder.resolve("changed.parquet"), changed);
                try {
                    assertThat(read(source(file, null)).count()).isPositive();
                } catch (InvalidInputException refused) {
                    assertThat(refused.lines()).hasSize(1);
                }
            }
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNotTheFilesFault(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        DataCache cache = new DataCache(file.resolve("cache"));

        assertThatThrownBy(() -> ParquetSource.read(
                        source("type-int8.parquet", null), null, cache, Missing.REFUSE, Columns.NONE, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot hold the numbers of")
                .hasMessageContaining("--cache names another folder");
    }
}
