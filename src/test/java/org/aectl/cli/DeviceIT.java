package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.FakeDriver;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void aUsableGpuWhoseBackendDoesNotLoadIsRefused() throws Exception {
        FakeDriver.answering(folder.resolve("bin"), "t4.csv", 0);

        Result result = run(TRAIN + "cuda");

        assertRefused(result, "--device cuda: ND4J's CUDA backend could not be loaded for Tesla T4");
    }

    @Test
    void whatCannotBeUsedIsRefusedForCudaAndPassedOverForAuto() throws Exception {
        String reason = "NVIDIA H100 PCIe cannot be used, its compute capability 9.0 is above 8.9";
        FakeDriver.answering(folder.resolve("bin"), "h100.csv", 0);
        environment.put("AECTL_DEVICE", "cuda");

        assertRefused(run(TRAIN.replace(" --device ", "")), "AECTL_DEVICE=cuda: " + reason);
        Result auto = run(TRAIN + "auto");

        assertThat(auto.exitCode()).as(auto.errorOutput()).isZero();
        assertThat(auto.errorLines().get(0)).startsWith("computing on the CPU: " + reason);
        assertThat(auto.errorLines().stream().filter(line -> line.contains(reason)))
                .hasSize(1);
        assertThat(manifest().at("/environment/device").asString()).isEqualTo("cpu");
        assertThat(manifest().at("/environment/gpu").isNull()).isTrue();
    }

    @Test
    void theProcessorIsTakenWithoutAskingTheDriverWhateverTheVariableSays() throws Exception {
        FakeDriver.script(folder.resolve("bin"), "touch '" + folder.resolve("asked") + "'");
        environment.put("AECTL_DEVICE", "cuda");

        Result result = run(TRAIN + "cpu");

        assertThat(result.exitCode()).as(result.errorOutput()).isZero();
        assertThat(result.errorOutput()).doesNotContain("computing on");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void withoutCudaNothingIsAskedAndNothingSaid() throws Exception {
        assumeThat(DeviceChoice.isCudaOnClassPath()).isFalse();
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
