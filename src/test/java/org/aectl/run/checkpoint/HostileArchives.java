package org.aectl.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Archives that somebody has made in order to harm: each is refused with one line, in little memory and time. The tests are run
 * for each kind of archive by a class of its own.
 */
@Timeout(60)
public abstract class HostileArchives {
    private static final int MEGABYTE = 1 << 20;
    /** What refusing may allocate: buffers, the texts, the names. */
    private static final long LITTLE_MEMORY = 16L * MEGABYTE;

    @TempDir
    private Path folder;

    private Map<String, byte[]> entries;

    @BeforeEach
    void readEntries() throws IOException {
        Path good = folder.resolve("good.zip");
        write(good, "latent: 2", 12);
        entries = entries(good);
    }

    static ExperimentConfig config(String model) {
        return ConfigLoader.parse(
                "{name: a, data: {type: csv, path: a.csv}, model: {type: ae, %s}}".formatted(model), "a.yaml");
    }

    /** Name of the index. */
    abstract String index();

    /** Writes an archive of examples with so many features, 32 weights, and the progress of five epochs of ten steps. */
    abstract void write(Path file, String model, int features) throws IOException;

    /** Reads it with what is there for it; returns its weights. */
    abstract float[] read(Path file) throws IOException;

    /** As the message about a network with a million inputs, a million hidden units and a code of two writes it. */
    abstract String trillion();

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    HostileZip allBut(String... names) {
        HostileZip zip = new HostileZip();
        entries.forEach((name, content) -> {
            if (!List.of(names).contains(name)) {
                zip.add(name, content);
            }
        });
        return zip;
    }

    void refused(HostileZip zip, String reason) throws IOException {
        Path file = zip.write(folder.resolve("hostile.zip"));
        long before = allocated();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(reason)
                .satisfies(problem -> assertThat(problem.lines()).hasSize(1));
        assertThat(allocated() - before).isLessThan(LITTLE_MEMORY);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void theWriterOfTheseTestsWritesWhatIsRead() throws IOException {
        Path file = allBut().write(folder.resolve("copy.zip"));

        assertThat(read(file)).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "../../.ssh/authorized_keys",
                "/etc/passwd",
                "C:\\evil.txt",
                "config.yaml/",
                "evil"
            })
    void aNameThatNoneOfOursHasIsRefused(String name) throws IOException {
        refused(allBut().add(name, new byte[10]), "it holds " + name + ", which none has");
        assertThat(folder.resolveSibling("evil.txt")).doesNotExist();
    }

    @Test
    void aNameCannotSteerTheTerminal() throws IOException {
        refused(allBut().add("\u001B[2Jevil\n", new byte[10]), "it holds  [2Jevil , which none has");
    }

    @Test
    void theSameNameTwiceIsRefused() throws IOException {
        refused(allBut().add("config.yaml", new byte[10]), "it holds two of config.yaml");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1L << 40, 3_000_000_000L, 1_000_000})
    void anEntryThatClaimsMoreThanItsBytesCanBeIsRefused(long claimed) throws IOException {
        refused(
                allBut("parameters.bin").addClaiming("parameters.bin", new byte[128], claimed),
                "its parameters.bin says that it holds");
    }

    @Test
    void anEntryThatTakesMoreThanTheFileIsRefused() throws IOException {
        refused(allBut("parameters.bin").addAgainAt(0, "parameters.bin", 1L << 50), "more than the file has");
    }

    @Test
    void entriesWithinEachOtherAreRefused() throws IOException {
        HostileZip zip = new HostileZip().add("parameters.bin", new byte[MEGABYTE]);
        List.of(index(), "config.yaml", "scaling.json", "metrics.csv")
                .forEach(name -> zip.addAgainAt(0, name, MEGABYTE));
        refused(zip, "more than the file has");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameters.bin | but by its config there are at most",
                "INDEX          | expected at most 67,108,864",
                "config.yaml    | expected at most 67,108,864",
                "scaling.json   | expected at most 67,108,864",
                "metrics.csv    | expected at most 67,108,864"
            })
    void aBombIsNotUnpacked(String which, String reason) throws IOException {
        String name = which.replace("INDEX", index());
        long zeros = 200L * MEGABYTE;

        refused(allBut(name).addZeros(name, zeros, zeros), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters.bin", "config.yaml", "INDEX"})
    void aBombThatSaysItIsSmallIsNotUnpackedEither(String which) throws IOException {
        String name = which.replace("INDEX", index());
        refused(allBut(name).addZeros(name, 200L * MEGABYTE, 128), "its " + name + " is longer than it says");
    }

    @Test
    void anEntryThatEndsEarlyIsRefused() throws IOException {
        refused(allBut("parameters.bin").addZeros("parameters.bin", 64, 128), "damaged");
    }

    @Test
    void thousandsOfEntriesAreRefusedBeforeTheirNamesAreRead() throws IOException {
        HostileZip zip = allBut();
        for (int i = 0; i < 60_000; i++) {
            zip.addAgainAt(0, "entry number " + i + " of very many", 0);
        }
        refused(zip, "its list of %,d entries takes".formatted(60_000 + entries.size()));
    }

    @Test
    void aNetworkOfATrillionParametersIsRefusedByItsNumber() throws IOException {
        Path file = folder.resolve("large.zip");
        write(file, "latent: 2, encoder: {layers: [1000000]}", 1_000_000);
        entries = entries(file);

        refused(allBut(), trillion() + " parameters; the most possible is 2,147,483,647");
    }

    @Test
    void aCodeOfTheMostUnitsThereCanBeIsRefused() throws IOException {
        Path file = folder.resolve("odd.zip");
        write(file, "latent: 2147483647", 12);
        entries = entries(file);

        refused(allBut(), "parameters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"epoch\" : 5     | \"epoch\" : -5         | progress.epoch must be at least 0, was -5",
                "\"epoch\" : 5     | \"epoch\" : 3          | progress.stageEpoch is 5 of 3 epochs",
                "\"bestEpoch\" : 4 | \"bestEpoch\" : 6      | progress.bestEpoch is 6 of 5 epochs",
                "\"bestEpoch\" : 4 | \"bestEpoch\" : 1e99   | damaged",
                "0.25              | \"NaN\"                | progress.bestValue is no number",
                "\"width\" : 12    | \"width\" : 0          | damaged",
                "\"width\" : 12    | \"width\" : 2147483648 | damaged",
                "\"width\" : 12    | \"width\" : 13         | its scaling is of 12 features, its examples have 13",
                "\"height\" : 1    | \"height\" : 2147483647 | damaged",
                "\"no\"            | null                   | damaged, or no checkpoint of aectl",
                "\"width\" : 12    | \"width\" : 12, \"width\" : 12 | damaged"
            })
    void numbersThatCannotBeAreRefused(String was, String becomes, String reason) throws IOException {
        refusedWith(was, becomes, reason);
    }

    /** Changes something in the index. */
    void refusedWith(String was, String becomes, String reason) throws IOException {
        String index = new String(entries.get(index()), StandardCharsets.UTF_8);
        assertThat(index).contains(was);
        entries.put(index(), index.replace(was, becomes).getBytes(StandardCharsets.UTF_8));

        refused(allBut(), reason);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        entries.put(index(), "[".repeat(MEGABYTE).getBytes(StandardCharsets.UTF_8));
        refused(allBut(), "damaged, or no checkpoint of aectl");
    }
}
