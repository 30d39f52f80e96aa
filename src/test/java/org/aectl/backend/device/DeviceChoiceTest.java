package org.aectl.backend.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.aectl.backend.device.DeviceChoice.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceChoiceTest {
    private static Gpus notToBeAsked() {
        throw new AssertionError("the driver was asked");
    }

    private static Gpus gpus(String fixture) throws IOException {
        return Gpus.of(
                new DriverTool.Answer(DriverTool.Outcome.DONE, Files.readAllLines(FakeDriver.fixture(fixture))), true);
    }

    private static Gpus without(DriverTool.Outcome outcome, boolean hasLibrary) {
        return Gpus.of(new DriverTool.Answer(outcome, List.of()), hasLibrary);
    }

    @ParameterizedTest
    @CsvSource({
        "t4.csv, CUDA, CUDA",
        "a100.csv, CUDA, CUDA",
        "rtx-4090.csv, CUDA, CUDA",
        "h100-and-t4.csv, CUDA, CUDA",
        "h100.csv, CPU, REFUSED",
        "k40.csv, CPU, REFUSED",
        "old-driver.csv, CPU, REFUSED"
    })
    void followsFromTheGpu(String fixture, Outcome auto, Outcome cuda) throws IOException {
        Gpus gpus = gpus(fixture);

        assertThat(DeviceChoice.of(RequestedDevice.AUTO, true, () -> gpus).outcome())
                .isEqualTo(auto);
        assertThat(DeviceChoice.of(RequestedDevice.CUDA, true, () -> gpus).outcome())
                .isEqualTo(cuda);
        assertThat(DeviceChoice.of(RequestedDevice.CPU, true, DeviceChoiceTest::notToBeAsked)
                        .outcome())
                .isEqualTo(Outcome.CPU);
    }

    @ParameterizedTest
    @CsvSource({"HUNG, false", "FAILED, true", "DONE, true", "NOT_INSTALLED, false"})
    void withoutAnAnswerTheProcessorComputesAndCudaIsRefused(DriverTool.Outcome outcome, boolean hasLibrary) {
        Gpus none = without(outcome, hasLibrary);
        DeviceChoice auto = DeviceChoice.of(RequestedDevice.AUTO, true, () -> none);
        DeviceChoice cuda = DeviceChoice.of(RequestedDevice.CUDA, true, () -> none);

        assertThat(auto).isEqualTo(new DeviceChoice(RequestedDevice.AUTO, Outcome.CPU, null, none.problem()));
        assertThat(cuda.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(cuda.reason()).isEqualTo(none.problem() + "; --device cpu computes without a GPU");
    }

    @Test
    void aDriverThatCannotBeAskedIsTriedOnlyOnDemand() {
        Gpus unasked = without(DriverTool.Outcome.NOT_INSTALLED, true);

        assertThat(DeviceChoice.of(RequestedDevice.AUTO, true, () -> unasked)).satisfies(choice -> {
            assertThat(choice.outcome()).isEqualTo(Outcome.CPU);
            assertThat(choice.reason()).endsWith("--device cuda tries it all the same");
        });
        assertThat(DeviceChoice.of(RequestedDevice.CUDA, true, () -> unasked).outcome())
                .isEqualTo(Outcome.CUDA);
    }

    @Test
    void aRefusalNamesTheGpuItsCapabilityTheLimitAndTheWayOut() throws IOException {
        Gpus gpus = gpus("h100.csv");

        assertThat(DeviceChoice.of(RequestedDevice.CUDA, true, () -> gpus).reason())
                .contains("NVIDIA H100 PCIe", "9.0", "8.9", "--device cpu");
    }

    @Test
    void aBuildForTheProcessorAsksNothingUnlessCudaIsWanted() throws IOException {
        assertThat(DeviceChoice.of(RequestedDevice.AUTO, false, DeviceChoiceTest::notToBeAsked))
                .isEqualTo(new DeviceChoice(RequestedDevice.AUTO, Outcome.CPU, null, ""));
        Gpus gpus = gpus("t4.csv");
        DeviceChoice cuda = DeviceChoice.of(RequestedDevice.CUDA, false, () -> gpus);
        assertThat(cuda.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(cuda.reason()).contains("there is a Tesla T4", "mvn -Pcuda package", "--device cpu");
    }

    @Test
    void isHandedOverInOneLine() throws IOException {
        Gpus gpus = gpus("h100-and-t4.csv");
        DeviceChoice withGpu = DeviceChoice.of(RequestedDevice.AUTO, true, () -> gpus);
        DeviceChoice without = new DeviceChoice(RequestedDevice.CPU, Outcome.CPU, null, "");

        assertThat(DeviceChoice.parse(withGpu.toText())).isEqualTo(withGpu);
        assertThat(DeviceChoice.parse(without.toText())).isEqualTo(without);
        assertThat(withGpu.toText()).hasLineCount(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceChoice.parse("cuda"))
                .withMessageContaining("8 fields");
    }
}
