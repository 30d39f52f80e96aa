package org.aectl.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Csv.Header;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.aectl.data.file.DataFile;
import org.aectl.data.file.InputFile;
import org.aectl.data.source.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCacheTest {
    private static final String TEXT = "a,b,label\n1,2,x\n3,4,y\n5,6,x\n";

    @TempDir
    Path folder;

    private DataCache cache() {
        return new DataCache(folder.resolve("cache"), 0, 10);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    private static Csv csv(Path file) {
        return new Csv(file, null, Header.AUTO, "label", ",");
    }

    private Examples read(Csv config) {
        return Sources.open(config, null, 1, cache(), Missing.REFUSE, Columns.NONE)
                .training();
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.sorted().toList();
        }
    }

    private Path onlyCached() throws IOException {
        assertThat(cached()).hasSize(1);
        return cached().get(0);
    }

    private static List<Float> numbers(Examples examples) {
        List<Float> numbers = new ArrayList<>();
        for (int row = 0; row < examples.count(); row++) {
            for (float value : TestExamples.row(examples, row)) {
                numbers.add(value);
            }
        }
        return numbers;
    }

    /** Other numbers, but nothing to tell it by. */
    private static void replaceUnnoticed(Path file, String text) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void aLargeFileIsReadOnceAndAfterwardsOutOfTheCache() throws IOException {
        Path file = file(TEXT);
        Dataset first = Sources.open(csv(file), null, 1, cache(), Missing.REFUSE, Columns.NONE);
        List<DataFile> files = first.files();
        replaceUnnoticed(file, TEXT.replace('5', '9'));

        Dataset second = Sources.open(csv(file), null, 1, cache(), Missing.REFUSE, Columns.NONE);

        assertThat(numbers(second.training())).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(TestExamples.labels(second.training())).containsExactly("x", "y", "x");
        assertThat(second.training().classes()).containsExactly("x", "y");
        assertThat(second.files()).isEqualTo(files);
        assertThat(files.get(0).bytes()).isEqualTo(TEXT.length());
        assertThat(onlyCached().getFileName().toString())
                .startsWith("table.csv-")
                .endsWith(".rows");
    }

    @Test
    void theRecordOfTheFileIsThatOfAReadingWithoutACache() throws IOException {
        Csv config = csv(file(TEXT));

        assertThat(Sources.open(config, null, 1, cache(), Missing.REFUSE, Columns.NONE)
                        .files())
                .isEqualTo(Sources.open(config, null, 1).files());
    }

    @Test
    void aFileThatIsNotLargeIsReadIntoMemory() throws IOException {
        DataCache cache = new DataCache(folder.resolve("cache"), TEXT.length() + 1L, 10);

        assertThat(Sources.open(csv(file(TEXT)), null, 1, cache, Missing.REFUSE, Columns.NONE)
                        .training()
                        .count())
                .isEqualTo(3);
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void aCompressedFileIsJudgedByItsText() throws IOException {
        Path file = folder.resolve("table.csv.gz");
        String text = "a,b,label\n" + "1,2,x\n".repeat(1000);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.size(file)).isLessThan(1000);

        Dataset data = Sources.open(
                csv(file),
                null,
                1,
                new DataCache(folder.resolve("cache"), text.length(), 100),
                Missing.REFUSE,
                Columns.NONE);

        assertThat(data.training().count()).isEqualTo(1000);
        assertThat(data.files()).isEqualTo(List.of(InputFile.record(file)));
        assertThat(cached()).hasSize(1);
    }

    @Test
    void anotherSizeOrTimeReplacesTheCache() throws IOException {
        Path file = file(TEXT);
        read(csv(file));
        Path cached = onlyCached();
        replaceUnnoticed(file, TEXT + "7,8,z\n");
        assertThat(numbers(read(csv(file)))).endsWith(7f, 8f);

        Files.writeString(file, TEXT.replace('5', '9') + "7,8,z\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        assertThat(numbers(read(csv(file)))).contains(9f);
        assertThat(onlyCached()).isEqualTo(cached);
    }

    @Test
    void otherOptionsHaveACacheOfTheirOwn() throws IOException {
        Path file = file("1,2,3\n4,5,6\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "1,2,3\n4,5,6\n");
        List<Csv> configs = List.of(
                new Csv(file, null, Header.AUTO, null, ","),
                new Csv(file, null, Header.YES, null, ","),
                new Csv(file, null, Header.AUTO, "0", ","),
                new Csv(file, null, Header.AUTO, "1", ","),
                new Csv(other, null, Header.AUTO, null, ","));
        for (int round = 0; round < 2; round++) {
            for (Csv config : configs) {
                assertThat(numbers(read(config)))
                        .isEqualTo(numbers(Sources.open(config, null, 1).training()));
            }
        }

        assertThat(cached()).hasSize(configs.size());
    }

    @Test
    void aLimitReadsOutOfTheSameCache() throws IOException {
        Csv config = csv(file(TEXT));
        Examples two = Sources.open(config, 2, 1, cache(), Missing.REFUSE, Columns.NONE)
                .training();
        Examples all = read(config);

        assertThat(two.count()).isEqualTo(2);
        assertThat(numbers(two)).containsExactly(1f, 2f, 3f, 4f);
        assertThat(all.count()).isEqualTo(3);
        assertThat(cached()).hasSize(1);
    }

    /** By position: at least one place in each part of the file. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.1, 0.15, 0.2, 0.5, 0.9, 0.999})
    void aDamagedCacheIsMadeAnew(double place) throws IOException {
        Csv config = csv(file(TEXT));
        read(config);
        byte[] whole = Files.readAllBytes(onlyCached());
        int cut = (int) (place * whole.length);

        Files.write(onlyCached(), Arrays.copyOf(whole, cut));
        assertThat(numbers(read(config))).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(onlyCached()).hasBinaryContent(whole);

        Files.write(onlyCached(), Arrays.copyOf(whole, whole.length + 1));
        assertThat(numbers(read(config))).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(onlyCached()).hasBinaryContent(whole);
    }

    @Test
    void aChangedByteOfHeaderOrDescriptionIsNoticed() throws IOException {
        Csv config = csv(file(TEXT));
        read(config);
        byte[] whole = Files.readAllBytes(onlyCached());
        int sums = CacheHeader.BYTES + 6 * Float.BYTES + 3 * Integer.BYTES;
        int described = sums + Integer.BYTES;
        int[] places = IntStream.concat(
                        IntStream.range(0, 44), IntStream.of(sums, described, described + 40, whole.length - 1))
                .toArray();
        for (int place : places) {
            byte[] changed = whole.clone();
            changed[place] ^= 0x10;
            Files.write(onlyCached(), changed);

            assertThat(numbers(read(config))).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
            assertThat(onlyCached()).hasBinaryContent(whole);
        }
    }

    @Test
    void aChangedNumberIsNoticedWhereItIsRead() throws IOException {
        StringBuilder text = new StringBuilder("a,b,label\n");
        int rows = 20_000;
        for (int row = 0; row < rows; row++) {
            text.append(row).append(",1,x\n");
        }
        Csv config = csv(file(text.toString()));
        List<Float> right = numbers(read(config));
        byte[] whole = Files.readAllBytes(onlyCached());
        int end = CacheHeader.BYTES + rows * 2 * Float.BYTES;
        for (int place : new int[] {CacheHeader.BYTES, 30_000, CacheHeader.BYTES + BlockSums.BLOCK, end - 1}) {
            byte[] changed = whole.clone();
            changed[place] ^= 1;
            Files.write(onlyCached(), changed);

            assertThatThrownBy(() -> numbers(read(config)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(onlyCached() + ": its numbers are not those that were written, from byte ")
                    .hasMessageEndingWith("; delete it, and it is made anew");
        }
        Files.delete(onlyCached());
        assertThat(numbers(read(config))).isEqualTo(right);
    }

    @Test
    void aChangedLabelIsNoticed() throws IOException {
        Csv config = csv(file(TEXT));
        read(config);
        byte[] changed = Files.readAllBytes(onlyCached());
        changed[CacheHeader.BYTES + 6 * Float.BYTES] ^= 1;
        Files.write(onlyCached(), changed);

        assertThatThrownBy(() -> read(config)).hasMessageContaining("are not those that were written");
    }

    @Test
    void aFileThatIsWrongLeavesNoCache() throws IOException {
        Csv config = csv(file(TEXT + "7,x,z\n"));

        assertThatThrownBy(() -> read(config))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 5: column 'b' is 'x', expected a number");
        assertThat(cached()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Csv config = csv(file(TEXT));
        for (String name : new String[] {"file", "file/cache"}) {
            DataCache cache = new DataCache(folder.resolve(name), 0, 10);

            assertThatThrownBy(() -> Sources.open(config, null, 1, cache, Missing.REFUSE, Columns.NONE))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(folder.resolve(name) + ": cannot hold the numbers of " + config.path())
                    .hasMessageEndingWith("; --cache names another folder")
                    .hasMessageNotContainingAny("\n", "Exception");
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Files.createDirectories(folder.resolve("cache"));
        Path abandoned = Files.writeString(folder.resolve("cache/.some.rows.0123456789abcdef.part"), "half");
        Path older = Files.writeString(folder.resolve("cache/." + UUID.randomUUID() + ".part"), "half");
        Path notOurs = Files.writeString(folder.resolve("cache/.note.part"), "half");
        read(csv(file(TEXT)));

        assertThat(abandoned).doesNotExist();
        assertThat(older).doesNotExist();
        assertThat(notOurs).exists();
    }

    @Test
    void severalMayMakeOneAtOnce() throws Exception {
        StringBuilder text = new StringBuilder("a,b,label\n");
        for (int row = 0; row < 300; row++) {
            text.append(row)
                    .append(',')
                    .append(-row)
                    .append(",\"l\n")
                    .append(row % 7)
                    .append("\"\n");
        }
        Csv config = csv(file(text.toString()));
        Examples expected = Sources.open(config, null, 1).training();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Examples>> all = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                all.add(threads.submit(() -> read(config)));
            }
            for (Future<Examples> one : all) {
                assertThat(numbers(one.get())).isEqualTo(numbers(expected));
                assertThat(TestExamples.labels(one.get())).isEqualTo(TestExamples.labels(expected));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(cached()).hasSize(1);
    }

    @Test
    void aCacheThatIsReplacedIsStillReadByThoseWhoOpenedIt() throws IOException {
        Path file = file(TEXT);
        Examples before = read(csv(file));
        Files.writeString(file, "a,b,label\n9,9,x\n");
        Examples after = read(csv(file));

        assertThat(numbers(before)).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(numbers(after)).containsExactly(9f, 9f);
    }
}
