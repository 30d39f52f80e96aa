package org.aectl.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Csv.Header;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.Examples;
import org.aectl.data.cache.DataCache;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV that is cut into chunks of a few bytes, against the same file read from its first line to its last. */
class CsvInParallelTest {
    @TempDir
    Path folder;

    private int caches;

    /** What comes of a file: its rows with their labels, or the error. */
    private static List<String> outcome(Csv config, @Nullable DataCache cache) {
        List<String> outcome = new ArrayList<>();
        try {
            Dataset data = Sources.open(config, null, 1, cache, Missing.REFUSE, Columns.NONE);
            outcome.add(data.files().toString());
            add(outcome, data.training());
            if (data.test() != null) {
                add(outcome, data.test());
            }
        } catch (InvalidInputException problem) {
            outcome.add(problem.getMessage());
        }
        return outcome;
    }

    private static void add(List<String> outcome, Examples examples) {
        outcome.add(examples.shape() + " " + examples.classes());
        float[] row = new float[examples.shape().size()];
        for (int i = 0; i < examples.count(); i++) {
            examples.read(i, row, 0);
            outcome.add(List.of(boxed(row)) + (examples.labelled() ? " " + examples.label(i) : ""));
        }
    }

    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    private void assertSameInChunks(Csv config, int... chunkSizes) {
        List<String> expected = outcome(config, null);
        for (int size : chunkSizes) {
            assertThat(outcome(config, new DataCache(folder.resolve("cache" + caches++), 0, size)))
                    .as("chunks of %d bytes", size)
                    .isEqualTo(expected);
        }
    }

    private Csv csv(String text, @Nullable String label, String delimiter) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        return new Csv(file, null, Header.AUTO, label, delimiter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,\"two\nlines\",3\n4,\"more\r\nand\rmore\",6\n7,plain,9\n",
                "\uFEFF\"1\",\"a\"\"\nb\",2\n3,\"\"\"\n\"\"\",4\n",
                "x,label,y\r\n1,a,2\r\n\r\n\r\n3,b,4\r\n",
                "1,a,2\r3,b,4\r\r5,c,6",
                "\n\n\n\r\n\n1,a,2\n\n\n3,b,4\n\n\n\n",
                "1,it\"s,2\n3,5\"\n,4\n5,\"\",6\n",
                "1,\"unclosed,2\n3,b,4\n5,c,6\n",
                "1,\"a\"b,2\n3,c,4\n",
                "1,a,2\n3,b\n4,c,5,6\n",
                "1,a,2\n\uFEFF3,b,4\n5,c,6\n",
                "1,\u00e4\u20ac\n2,\uD83D\uDE00\n3,\"\u00e4\n\u20ac\"\n",
                "label,b,c\n1,2,3\n",
                "\n\n\n\n\n\n\n\n",
                "1",
                "1,a,\n"
            })
    void isCutBetweenRecordsOnly(String text) throws IOException {
        assertSameInChunks(csv(text, "1", ","), 1, 2, 3, 5, 8, 13, 1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", " ", "|", "a", "1", "\u00a7", "\u20ac"})
    void anyCharacterMayStandBetweenFields(String delimiter) throws IOException {
        String text = "2,\"b\n,c\",3\n4,\"\",5\n6,\"d\"\"\n\",7\n8,e\"\n".replace(",", delimiter);

        assertSameInChunks(csv(text, "1", delimiter), 1, 3, 6, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyMixtureOfSignsComesToTheSameRowsOrTheSameError(int seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            assertSameInChunks(csv(text(random), "1", ","), 1 + random.nextInt(20));
        }
    }

    /** Mostly right, so that most errors have rows before and behind them. */
    private static String text(Random random) {
        String[] labels = {"a", "\"b\"", "\"c\nd\"", "\"e\"\"\r\nf\"", "\"\"\"\"", "g\"h", "\"i,j\"", "\"\n\n\n\""};
        String[] breaks = {"\n", "\r\n", "\r", "\n\n"};
        String[] wrong = {"\"", ",", "\n", "x", "\"\"", "\r", "\uFEFF", " "};
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 12; row++) {
            text.append(random.nextInt(1000)).append(',').append(labels[random.nextInt(labels.length)]);
            text.append(',').append(random.nextInt(10)).append(breaks[random.nextInt(breaks.length)]);
        }
        if (random.nextBoolean()) {
            text.insert(random.nextInt(text.length()), wrong[random.nextInt(wrong.length)]);
        }
        return text.toString();
    }

    static List<Path> badFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/bad-data"))) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void theFirstErrorOfAFileIsToldInTheSameWords(Path file) {
        for (Header header : Header.values()) {
            for (String label : new String[] {null, "label", "1"}) {
                assertSameInChunks(new Csv(file, null, header, label, ","), 1, 10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b,label,a\n3,y,4\n5,x,6\n", "b,label,a\n3,y,4\n\n5,z,6\n", "a,b\n1,2\n", "a,b,label\n1,2\n"})
    void aTestFileIsReadByTheTrainingFilesColumns(String test) throws IOException {
        Csv training = csv("a,b,label\n1,2,x\n3,4,y\n", "label", ",");
        Path testPath = Files.writeString(folder.resolve("test.csv"), test);

        assertSameInChunks(new Csv(training.path(), testPath, Header.AUTO, "label", ","), 1, 5, 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 1000})
    void whatIsNoTextIsSaidToBeNone(int size) throws IOException {
        Csv config = csv("1,2\n".repeat(100), null, ",");
        byte[] bytes = Files.readAllBytes(config.path());
        bytes[300] = (byte) 0xE4;
        Files.write(config.path(), bytes);

        assertSameInChunks(config, size);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("\u00e4");
    }
}
