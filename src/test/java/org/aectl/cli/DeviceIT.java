package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.aectl.backend.CudaBuild;
import org.aectl.backend.FakeDriver;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code --device} through the real launcher, with a stand-in for NVIDIA's driver. A jar with the name of ND4J's CUDA backend and
 * nothing but the name of its class in it makes a build with CUDA that cannot be loaded.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class DeviceIT {
    private static final String TRAIN = "train --config CONFIG --output OUTPUT --limit 200 --epochs 1 --device ";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void addStandIn() throws IOException {
        Path jar = folder.resolve("nd4j-cuda-stand-in.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("org/nd4j/linalg/jcublas/JCublasBackend.class"));
            out.closeEntry();
        }
        environment.put("AECTL_CLASSPATH", jar.toString());
        environment.put("AECTL_CDS", "off");
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }

    private Result run(String words) throws Exception {
        String[] arguments = words.replace(
                        "CONFIG", Path.of("configs/ae.yaml").toAbsolutePath().toString())
                .replace("OUTPUT", folder.resolve("models").toString())
                .split(" ", -1);
        return Launcher.run(folder, environment, arguments);
    }

    @ParameterizedTest
    @CsvSource({"t4.csv,Tesla T4", "a100.csv,NVIDIA A100", "rtx-4090.csv,NVIDIA GeForce RTX 4090"})
    void aUsableGpuWhoseBackendDoesNotLoadIsRefused(String fixture, String name) throws Exception {
        FakeDriver.answering(folder.resolve("bin"), fixture, 0);

        Result result = run(TRAIN + "cuda");

        assertRefused(result, "--device cuda: ND4J's CUDA backend could not be loaded for " + name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            h100.csv          | 0 | NVIDIA H100 PCIe cannot be used, its compute capability 9.0 is above 8.9
            k40.csv           | 0 | Tesla K40m cannot be used, its compute capability 3.5 is below 3.7
            old-driver.csv    | 0 | Tesla V100-SXM2-16GB cannot be used, its driver 418.87.00 is older than 450.80.02
            broken-driver.txt | 9 | nvidia-smi failed: NVIDIA-SMI has failed
            rubbish.csv       | 0 | nvidia-smi answered with what is no list of GPUs
            """)
    void whatCannotBeUsedIsRefusedForCudaAndPassedOverForAuto(String fixture, int exitCode, String reason)
            throws Exception {
        FakeDriver.answering(folder.resolve("bin"), fixture, exitCode);

        assertRefused(run(TRAIN + "cuda"), "--device cuda: " + reason);
        Result auto = run(TRAIN + "auto");
        assertThat(auto.exitCode()).as(auto.errorOutput()).isZero();
        assertThat(auto.errorLines().get(0)).startsWith("computing on the CPU: " + reason);
        assertThat(auto.errorLines().stream().filter(line -> line.contains(reason)))
                .hasSize(1);
        assertThat(manifest().at("/environment/device").asString()).isEqualTo("cpu");
        assertThat(manifest().at("/environment/gpu").isNull()).isTrue();
    }

    @Test
    void ofTwoGpusTheUsableOneIsTaken() throws Exception {
        FakeDriver.answering(folder.resolve("bin"), "h100-and-t4.csv", 0);

        JsonNode diagnosis =
                JsonMapper.shared().readTree(run("doctor --quick --json").output());

        assertThat(diagnosis.at("/device").asString()).contains("could not be loaded for Tesla T4");
        assertThat(diagnosis.at("/gpus/0/name").asString()).isEqualTo("NVIDIA H100 PCIe");
        assertThat(diagnosis.at("/gpus/0/usable").asBoolean()).isFalse();
        assertThat(diagnosis.at("/gpus/0/why").asString()).contains("9.0 is above 8.9");
        assertThat(diagnosis.at("/gpus/1/usable").asBoolean()).isTrue();
    }

    @Test
    void aDriverThatHangsIsWaitedForOnce() throws Exception {
        FakeDriver.script(folder.resolve("bin"), "exec sleep 600");
        Instant start = Instant.now();

        Result result = run(TRAIN + "cuda");

        assertRefused(result, "--device cuda: nvidia-smi did not answer within 10 s");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void theProcessorIsTakenWithoutAskingTheDriver() throws Exception {
        FakeDriver.script(folder.resolve("bin"), "touch '" + folder.resolve("asked") + "'");

        Result result = run(TRAIN + "cpu");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(result.errorOutput()).doesNotContain("computing on");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void theOptionWinsOverTheVariable() throws Exception {
        FakeDriver.answering(folder.resolve("bin"), "h100.csv", 0);
        environment.put("AECTL_DEVICE", "cuda");

        assertRefused(run(TRAIN.replace(" --device ", "")), "AECTL_DEVICE=cuda: NVIDIA H100 PCIe");
        assertThat(run(TRAIN + "cpu").exitCode()).isZero();
    }

    @Test
    void withoutCudaNothingIsAskedAndNothingSaid() throws Exception {
        assumeThat(CudaBuild.isOnClassPath()).isFalse();
        environment.remove("AECTL_CLASSPATH");
        FakeDriver.script(folder.resolve("bin"), "touch '" + folder.resolve("asked") + "'");

        Result result = run(TRAIN + "auto");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(result.errorOutput()).doesNotContain("computing on");
        assertThat(folder.resolve("asked")).doesNotExist();
        FakeDriver.answering(folder.resolve("bin"), "t4.csv", 0);
        assertThat(run(TRAIN + "cuda").errorLines())
                .singleElement()
                .asString()
                .startsWith("aectl: error: --device cuda: this build has no CUDA in it, although there is a Tesla T4");
    }

    private void assertRefused(Result result, String beginning) {
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(result.output()).isEmpty();
        assertThat(result.errorLines()).singleElement().asString().startsWith("aectl: error: " + beginning);
        assertThat(folder.resolve("models")).doesNotExist();
    }

    private JsonNode manifest() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("models/ae/manifest.json")));
    }
}
