package org.aectl.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.aectl.base.InvalidInputException;
import org.aectl.data.Columns;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFileTest {
    private static final Checkpoint CHECKPOINT = Checkpoints.checkpoint();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeCheckpoint() throws IOException {
        file = folder.resolve("a checkpoint.zip");
        CheckpointFile.write(file, CHECKPOINT);
    }

    @Test
    void readsBackWhatWasWrittenToTheLastBit() throws IOException {
        checkEqual(CheckpointFile.read(file), CHECKPOINT);
    }

    private static void checkEqual(Checkpoint read, Checkpoint written) {
        assertThat(read.config()).isEqualTo(written.config());
        assertThat(read.shape()).isEqualTo(written.shape());
        assertThat(read.classes()).isEqualTo(written.classes());
        assertThat(read.columns()).isEqualTo(written.columns());
        assertThat(read.scaling().toJson()).isEqualTo(written.scaling().toJson());
        assertThat(read.range()).isEqualTo(written.range());
        assertThat(read.progress()).isEqualTo(written.progress());
        assertThat(read.metrics()).isEqualTo(written.metrics());
        assertThat(bits(read.parameters())).containsExactly(bits(written.parameters()));
        assertThat(bits(read.optimizerState())).containsExactly(bits(written.optimizerState()));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }

    @Test
    void readsBackTheProgressOfATrainingThatHasNotBegun() throws IOException {
        Checkpoint fresh = new Checkpoint(
                CHECKPOINT.config(),
                CHECKPOINT.shape(),
                CHECKPOINT.data(),
                CHECKPOINT.classes(),
                Columns.NONE,
                CHECKPOINT.scaling(),
                CHECKPOINT.range(),
                TrainingProgress.start(),
                "epoch,learningRate\n",
                new float[0],
                new float[0]);
        CheckpointFile.write(file, fresh);
        checkEqual(CheckpointFile.read(file), fresh);
    }

    @Test
    void theSameStateIsTheSameBytesInEveryTimeZone() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : new String[] {"Asia/Tokyo", "America/Los_Angeles"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                Path again = folder.resolve("again.zip");
                CheckpointFile.write(again, CHECKPOINT);
                assertThat(again).hasBinaryContent(bytes);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void holdsTheWeightsAsLittleEndianNumbers() throws IOException {
        ByteBuffer expected =
                ByteBuffer.allocate(4 * CHECKPOINT.parameters().length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : CHECKPOINT.parameters()) {
            expected.putFloat(value);
        }
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("parameters.bin"))) {
            assertThat(in.readAllBytes()).containsExactly(expected.array());
        }
    }

    @Test
    void aFlippedByteIsNoticedOrChangesNothing() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Path damaged = folder.resolve("damaged.zip");
        int noticed = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte[] copy = bytes.clone();
            copy[i] ^= (byte) (1 << (i % 8));
            Files.write(damaged, copy);
            try {
                // The zip format holds some bytes that decide nothing, such as times.
                checkEqual(CheckpointFile.read(damaged), CHECKPOINT);
            } catch (InvalidInputException problem) {
                checkMessage(problem, damaged);
                noticed++;
            } catch (AssertionError | IOException | RuntimeException other) {
                throw new AssertionError("byte " + i + " of " + bytes.length, other);
            }
        }
        assertThat(noticed).isGreaterThan(contentSize());
    }

    private int contentSize() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().mapToInt(entry -> (int) entry.getSize()).sum();
        }
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Path damaged = folder.resolve("damaged.zip");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(damaged, Arrays.copyOf(bytes, length));
            refused(damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint.json",
                "config.yaml",
                "scaling.json",
                "metrics.csv",
                "parameters.bin",
                "columns.json",
                "optimizer.bin"
            })
    void aMissingEntryIsNamed(String missing) throws IOException {
        Map<String, byte[]> entries = entries();
        assertThat(entries.remove(missing)).isNotNull();
        Path damaged = zip(entries);
        assertThat(refused(damaged).getMessage()).contains(missing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"config.yaml", "columns.json", "scaling.json", "metrics.csv", "parameters.bin", "optimizer.bin"})
    void anEntryThatWasChangedIsNamed(String changed) throws IOException {
        Map<String, byte[]> entries = entries();
        byte[] content = new byte[] {1, 2, 3, 4};
        entries.put(changed, content);
        assertThat(refused(zip(entries)).getMessage()).contains(changed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "7",
                "{\"format\": 1}",
                "{\"format\": 1, \"sha256\": {}}",
                "{\"format\": \"x\"}",
                "not json",
                "{\"format\": 1, \"shape\": {\"channels\": 0, \"height\": 1, \"width\": 1}}"
            })
    void anIndexThatIsNoneOfOursIsRefused(String index) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("checkpoint.json", index.getBytes(StandardCharsets.UTF_8));
        refused(zip(entries));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shape", "classes", "progress", "sha256"})
    void anIndexWithoutOneOfItsKeysIsRefused(String key) throws IOException {
        Map<String, byte[]> entries = entries();
        String index = new String(entries.get("checkpoint.json"), StandardCharsets.UTF_8);
        assertThat(index).contains("\"" + key + "\"");
        entries.put("checkpoint.json", index.replace("\"" + key + "\"", "\"x\"").getBytes(StandardCharsets.UTF_8));
        refused(zip(entries));
        entries.put(
                "checkpoint.json",
                index.replaceFirst("(?s)\"" + key + "\" : (\\{.*?}|\\[.*?])", "\"" + key + "\" : null")
                        .getBytes(StandardCharsets.UTF_8));
        refused(zip(entries));
    }

    @Test
    void aCheckpointOfALaterFormatSaysSo() throws IOException {
        Map<String, byte[]> entries = entries();
        String index = new String(entries.get("checkpoint.json"), StandardCharsets.UTF_8);
        entries.put(
                "checkpoint.json",
                index.replaceFirst("\"format\" : 3", "\"format\" : 4").getBytes(StandardCharsets.UTF_8));
        assertThat(refused(zip(entries)).getMessage()).contains("format 4").contains("reads format 3");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path text = folder.resolve("text.zip");
        Files.writeString(text, "epoch,loss\n1,2\n");
        Path empty = Files.createFile(folder.resolve("empty.zip"));
        Path other = zip(Map.of("configuration.json", new byte[] {'{', '}'}));
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(refused(text).getMessage()).contains("no checkpoint of aectl");
            softly.assertThat(refused(empty).getMessage()).contains("no checkpoint of aectl");
            softly.assertThat(refused(other).getMessage()).contains("no checkpoint of aectl");
            softly.assertThat(refused(folder).getMessage()).contains("there is no such checkpoint");
            softly.assertThat(refused(folder.resolve("none.zip")).getMessage()).contains("there is no such checkpoint");
        });
    }

    @Test
    void writingReplacesAnOlderFileWhole() throws IOException {
        Files.write(file, new byte[1_000_000]);
        CheckpointFile.write(file, CHECKPOINT);
        checkEqual(CheckpointFile.read(file), CHECKPOINT);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static InvalidInputException refused(Path file) {
        try {
            CheckpointFile.read(file);
        } catch (InvalidInputException problem) {
            checkMessage(problem, file);
            return problem;
        } catch (IOException | RuntimeException other) {
            throw new AssertionError(file + " of " + file.toFile().length() + " bytes", other);
        }
        throw new AssertionError(file + " of " + file.toFile().length() + " bytes was accepted");
    }

    private static void checkMessage(InvalidInputException problem, Path file) {
        assertThat(problem.lines()).hasSize(1);
        assertThat(problem.getMessage()).startsWith(file + ":").doesNotContain("\n");
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        Path made = folder.resolve("made.zip");
        Files.write(made, bytes.toByteArray());
        return made;
    }

    @Test
    void aFailureWhileWritingIsReportedAndLeavesNothing() throws IOException {
        Path nowhere = folder.resolve("missing").resolve("a.zip");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> CheckpointFile.write(nowhere, CHECKPOINT));
        assertThat(nowhere.getParent()).doesNotExist();
    }

    private static Checkpoint with(String metrics, float[] parameters) {
        Checkpoint good = Checkpoints.checkpoint();
        return new Checkpoint(
                good.config(),
                good.shape(),
                good.data(),
                good.classes(),
                good.columns(),
                good.scaling(),
                good.range(),
                good.progress(),
                metrics,
                parameters,
                good.optimizerState());
    }

    @Test
    void weightsThatAreNoFiniteNumbersAreRefused() throws IOException {
        Path file = folder.resolve("infinite.zip");
        float[] weights = Checkpoints.checkpoint().parameters().clone();
        weights[0] = Float.NaN;
        weights[1] = Float.POSITIVE_INFINITY;
        CheckpointFile.write(file, with(Checkpoints.checkpoint().metrics(), weights));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CheckpointFile.read(file))
                .withMessage("%s: damaged: 2 of its %d weights are no finite numbers", file, weights.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "any text", "any text\n", "epoch,loss\n1,2\n", "epoch,learningRate,loss\n1,2\n"})
    void textThatIsNoMetricsIsRefused(String text) throws IOException {
        Path file = folder.resolve("metrics.zip");
        CheckpointFile.write(file, with(text, Checkpoints.checkpoint().parameters()));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CheckpointFile.read(file))
                .withMessageStartingWith(file + ":metrics.csv:");
    }
}
