package org.aectl.backend.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class GpusTest {
    private static final String H100 = "GPU-cccccccc-1111-2222-3333-444444444444";
    private static final String T4 = "GPU-00000000-1111-2222-3333-444444444444";

    @TempDir
    private Path folder;

    private Gpus answered(String fixture) throws IOException {
        return ask(FakeDriver.answering(folder, fixture, 0));
    }

    private static Gpus ask(Path tool) {
        return Gpus.of(DriverTool.ask(tool.toString()), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t4.csv", "a100.csv", "rtx-4090.csv"})
    void whatNd4jHasCodeForIsUsable(String fixture) throws IOException {
        assertThat(answered(fixture).firstUsable()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            h100.csv       | its compute capability 9.0 is above 8.9
            k40.csv        | its compute capability 3.5 is below 3.7
            old-driver.csv | its driver 418.87.00 is older than 450.80.02
            """)
    void whatItHasNoneForIsNot(String fixture, String problem) throws IOException {
        Gpus gpus = answered(fixture);

        assertThat(gpus.firstUsable()).isEmpty();
        assertThat(gpus.all())
                .singleElement()
                .satisfies(gpu -> assertThat(gpu.problem())
                        .hasValueSatisfying(said -> assertThat(said).startsWith(problem)));
        assertThat(gpus.problemsBefore(Optional.empty()))
                .contains(gpus.all().get(0).name(), problem);
    }

    @ParameterizedTest
    @CsvSource({"3.5,false", "3.7,true", "5.0,true", "8.6,true", "8.9,true", "9.0,false", "10.0,false", "12.0,false"})
    void capabilitiesAreComparedAsNumbers(String capability, boolean usable) {
        assertThat(new Gpu("a GPU", capability, 0, "535.1", "").problem().isEmpty())
                .isEqualTo(usable);
    }

    @Test
    void readsAllThatTheDriverTells() throws IOException {
        assertThat(answered("t4.csv").all())
                .containsExactly(new Gpu("Tesla T4", "7.5", 15360L << 20, "535.183.01", T4));
        assertThat(answered("t4.csv").all().get(0).describe())
                .isEqualTo("Tesla T4 (compute capability 7.5, 15.0 GiB, driver 535.183.01)");
    }

    @Test
    void takesTheFirstUsableAndSaysWhyNotAnother() throws IOException {
        Gpus gpus = answered("h100-and-t4.csv");

        assertThat(gpus.firstUsable())
                .hasValueSatisfying(gpu -> assertThat(gpu.id()).isEqualTo(T4));
        assertThat(gpus.problemsBefore(gpus.firstUsable()))
                .startsWith("NVIDIA H100 PCIe cannot be used")
                .doesNotContain("T4");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "'1,0',2", "'0,7,1',1", "GPU-0000,1", "all,2"})
    void looksOnlyAtThoseThatTheUserLetsProgramsSee(String visible, int count) throws IOException {
        assertThat(answered("h100-and-t4.csv").visible(visible).all()).hasSize(count);
    }

    @Test
    void keepsTheUsersOrder() throws IOException {
        assertThat(answered("h100-and-t4.csv").visible("1,0").all())
                .extracting(Gpu::id)
                .containsExactly(T4, H100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "7", "MIG-1"})
    void allCanBeHidden(String visible) throws IOException {
        assertThat(answered("t4.csv").visible(visible).problem())
                .isEqualTo("CUDA_VISIBLE_DEVICES=" + visible + " hides every GPU");
    }

    @Test
    void anOldToolIsAskedForLess() throws IOException {
        Path tool = FakeDriver.script(
                folder,
                "case $1 in *compute_cap*) cat '" + FakeDriver.fixture("old-tool.txt") + "'; exit 2 ;; esac\ncat '"
                        + FakeDriver.fixture("k80-old-tool.csv") + "'");

        assertThat(ask(tool).firstUsable()).hasValueSatisfying(gpu -> {
            assertThat(gpu.name()).isEqualTo("Tesla K80");
            assertThat(gpu.describe()).contains("compute capability unknown", "450.80.02");
        });
    }

    @Test
    void aBrokenDriverIsQuoted() throws IOException {
        assertThat(ask(FakeDriver.answering(folder, "broken-driver.txt", 9)).problem())
                .startsWith("nvidia-smi failed: NVIDIA-SMI has failed because it couldn't communicate")
                .hasSizeLessThan(160);
    }

    @Test
    void rubbishIsNoGpuAndDoesNotReachTheTerminal() throws IOException {
        Gpus gpus = answered("rubbish.csv");

        assertThat(gpus.all()).isEmpty();
        assertThat(gpus.problem()).contains("no list of GPUs").doesNotContainPattern("[^\\p{Print}]");
    }

    @Test
    void aToolThatHangsIsNotWaitedForForever() throws IOException {
        Instant start = Instant.now();

        String tool = FakeDriver.script(folder, "exec sleep 600").toString();
        Gpus gpus = Gpus.of(DriverTool.ask(tool, 1), false);

        assertThat(gpus.problem()).startsWith("nvidia-smi did not answer within 10 s");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void withoutTheToolTheLibraryTellsThatThereIsADriver() {
        DriverTool.Answer none = DriverTool.ask(folder.resolve("no-such-tool").toString());

        assertThat(Gpus.of(none, false)).satisfies(gpus -> {
            assertThat(gpus.isUnasked()).isFalse();
            assertThat(gpus.problem()).startsWith("there is no NVIDIA driver");
        });
        assertThat(Gpus.of(none, true)).satisfies(gpus -> {
            assertThat(gpus.isUnasked()).isTrue();
            assertThat(gpus.problem()).contains("libcuda.so.1", "nvidia-smi");
        });
    }

    @Test
    void theLibraryIsLookedForInFolders() throws IOException {
        assertThat(DriverTool.isLibraryIn(Stream.of("", folder.toString()))).isFalse();
        Files.createFile(folder.resolve("libcuda.so.1"));
        assertThat(DriverTool.isLibraryIn(Stream.of("", folder.toString()))).isTrue();
    }

    @Test
    void anEmptyListIsSaidToBeOne() {
        assertThat(Gpus.of(new DriverTool.Answer(DriverTool.Outcome.DONE, List.of()), true)
                        .problem())
                .isEqualTo("the NVIDIA driver knows of no GPU");
    }
}
