package org.aectl.backend.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.aectl.backend.Diagnosis;
import org.aectl.backend.device.DeviceChoice.Outcome;
import org.aectl.base.InvalidInputException;
import org.junit.jupiter.api.Test;

/** What was chosen beside what ND4J has loaded. */
class ComputeDeviceTest {
    private static final Gpu T4 = new Gpu("Tesla T4", "7.5", 15L << 30, "535.183.01", "GPU-0");
    private static final LoadedDevice PROCESSOR = new LoadedDevice(false, null, "");

    private static LoadedDevice loaded(String name, int major, int minor) {
        Properties environment = new Properties();
        environment.put("backend", "CUDA");
        environment.put(
                "cuda.devicesInformation",
                List.of(Map.of(
                        "cuda.deviceName",
                        name,
                        "cuda.deviceMajor",
                        (long) major,
                        "cuda.deviceMinor",
                        (long) minor,
                        "cuda.totalMemory",
                        15L << 30)));
        return LoadedDevice.of(environment);
    }

    private static DeviceChoice chosen(RequestedDevice wish, Outcome outcome, String reason) {
        return new DeviceChoice(wish, outcome, outcome == Outcome.CUDA ? T4 : null, reason);
    }

    @Test
    void theProcessorNeedsNoWordUnlessThereIsAReason() {
        assertThat(ComputeDevice.compare(chosen(RequestedDevice.CPU, Outcome.CPU, ""), PROCESSOR, ""))
                .isEmpty();
        assertThat(ComputeDevice.compare(chosen(RequestedDevice.AUTO, Outcome.CPU, "no driver"), PROCESSOR, ""))
                .isEqualTo("computing on the CPU: no driver");
    }

    @Test
    void theGpuIsNamedWithItsDriver() {
        assertThat(ComputeDevice.compare(
                        chosen(RequestedDevice.AUTO, Outcome.CUDA, "another cannot"), loaded("Tesla T4", 7, 5), ""))
                .isEqualTo(
                        "computing on Tesla T4 (compute capability 7.5, 15.0 GiB, driver 535.183.01); another cannot");
    }

    @Test
    void aBackendThatFailedToLoadIsSaidOrRefused() {
        assertThat(ComputeDevice.compare(
                        chosen(RequestedDevice.AUTO, Outcome.CUDA, ""), PROCESSOR, "AECTL_DEVICE=auto"))
                .startsWith("computing on the CPU: ND4J's CUDA backend could not be loaded for Tesla T4");
        assertThatThrownBy(() -> ComputeDevice.compare(
                        chosen(RequestedDevice.CUDA, Outcome.CUDA, ""), PROCESSOR, "--device cuda"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--device cuda: ND4J's CUDA backend could not be loaded")
                .hasMessageContaining("--device cpu");
    }

    @Test
    void aGpuThatWasNotAskedForIsRefused() {
        assertThatThrownBy(() -> ComputeDevice.compare(
                        chosen(RequestedDevice.CPU, Outcome.CPU, ""), loaded("Tesla T4", 7, 5), "--device cpu"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("--device cpu", "launcher", "BACKEND_PRIORITY_CPU");
    }

    @Test
    void aGpuThatNobodyCouldAskForIsCheckedOnceItIsLoaded() {
        DeviceChoice tried = new DeviceChoice(RequestedDevice.CUDA, Outcome.CUDA, null, "nvidia-smi is missing");

        assertThat(ComputeDevice.compare(tried, loaded("NVIDIA A100", 8, 0), "--device cuda"))
                .startsWith("computing on NVIDIA A100 (compute capability 8.0");
        assertThatThrownBy(() -> ComputeDevice.compare(tried, loaded("NVIDIA H100", 9, 0), "--device cuda"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("--device cuda: NVIDIA H100", "9.0", "8.9", "--device cpu");
    }

    @Test
    void theReasonOfAFailureIsTheFirstLineOfItsTrace() {
        String trace = """
                Warning: something else
                java.lang.UnsatisfiedLinkError: /home/x/.javacpp/libjnicudart.so: libcuda.so.1: cannot open shared object file
                \tat java.base/jdk.internal.loader.NativeLibraries.load(Native Method)
                """;

        assertThat(CudaLoading.reason(trace))
                .isEqualTo("libjnicudart.so: libcuda.so.1: cannot open shared object file");
        assertThat(CudaLoading.reason("java.lang.RuntimeException: No CUDA devices were found in system\n"))
                .isEqualTo("No CUDA devices were found in system");
        assertThat(CudaLoading.reason("a line of a log\n")).isEmpty();
        assertThat(ComputeDevice.compare(
                        chosen(RequestedDevice.AUTO, Outcome.CUDA, ""),
                        new LoadedDevice(false, null, "no libcuda"),
                        ""))
                .contains(": no libcuda; docs/cuda.md");
    }

    @Test
    void aDiagnosisSaysWhyWhatComputesDoes() {
        assertThat(Diagnosis.whyDevice(chosen(RequestedDevice.AUTO, Outcome.CPU, "no driver"), PROCESSOR))
                .isEqualTo("no driver");
        assertThat(Diagnosis.whyDevice(chosen(RequestedDevice.CPU, Outcome.CPU, ""), PROCESSOR))
                .isEqualTo("asked for");
        assertThat(Diagnosis.whyDevice(chosen(RequestedDevice.AUTO, Outcome.CUDA, ""), PROCESSOR))
                .contains("could not be loaded");
        assertThat(Diagnosis.whyDevice(chosen(RequestedDevice.AUTO, Outcome.CUDA, "x"), loaded("Tesla T4", 7, 5)))
                .isEqualTo("usable; x");
        assertThat(Diagnosis.whyDevice(chosen(RequestedDevice.CUDA, Outcome.REFUSED, "no driver"), PROCESSOR))
                .isEqualTo("AECTL_DEVICE=cuda will be refused: no driver");
    }

    @Test
    void theCpuBackendIsNoGpu() {
        Properties environment = new Properties();
        environment.put("backend", "CPU");

        assertThat(LoadedDevice.of(environment)).isEqualTo(PROCESSOR);
    }
}
