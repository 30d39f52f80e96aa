package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aectl.backend.device.DeviceChoice;
import org.aectl.backend.device.Gpu;
import org.aectl.backend.device.Gpus;
import org.aectl.backend.device.LoadedDevice;
import org.aectl.backend.device.RequestedDevice;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final BackendInfo.Threads TWO_THREADS = new BackendInfo.Threads(2, 2, "PASSIVE");
    private static final BackendInfo.Memory ENOUGH =
            new BackendInfo.Memory(16 * GIBIBYTE, 4 * GIBIBYTE, 8 * GIBIBYTE, 13 * GIBIBYTE);

    @Test
    void isSilentWhereAllIsWell() {
        assertThat(advice(TWO_THREADS, ENOUGH, true)).isEmpty();
    }

    @Test
    void asksForTheLauncher() {
        assertThat(advice(TWO_THREADS, ENOUGH, false))
                .singleElement()
                .asString()
                .contains("launcher");
    }

    @Test
    void warnsOfSpinningThreads() {
        assertThat(advice(new BackendInfo.Threads(2, 2, ""), ENOUGH, true))
                .singleElement()
                .asString()
                .contains("OMP_WAIT_POLICY");
    }

    @Test
    void warnsOfMoreThreadsThanCores() {
        assertThat(advice(new BackendInfo.Threads(2, 16, "PASSIVE"), ENOUGH, true))
                .containsExactly("There are 16 threads for 2 cores: use --threads 2 or fewer.");
    }

    @Test
    void warnsOfLittleMemory() {
        assertThat(advice(TWO_THREADS, new BackendInfo.Memory(GIBIBYTE, GIBIBYTE / 2, GIBIBYTE / 4, 100), true))
                .hasSize(3);
    }

    @Test
    void namesFoldersThatCannotBeWritten() {
        assertThat(Advice.on(backend(TWO_THREADS, ENOUGH, true), List.of(new Folder("models", "/m", false))))
                .containsExactly("/m (models) cannot be written.");
    }

    @Test
    void namesAGpuThatCouldCompute() {
        Gpu t4 = new Gpu("Tesla T4", "7.5", 0, "535.1", "");
        Gpus one = new Gpus(List.of(t4), false, "");
        DeviceChoice processor = new DeviceChoice(RequestedDevice.AUTO, DeviceChoice.Outcome.CPU, null, "");
        DeviceChoice gpu = new DeviceChoice(RequestedDevice.AUTO, DeviceChoice.Outcome.CUDA, t4, "");
        Gpus none = new Gpus(List.of(), false, "no driver");

        assertThat(Advice.onGpu(one, false, processor, LoadedDevice.PROCESSOR))
                .hasValueSatisfying(
                        advice -> assertThat(advice).startsWith("Tesla T4 could compute: mvn -Pcuda package"));
        assertThat(Advice.onGpu(one, true, gpu, LoadedDevice.PROCESSOR))
                .hasValueSatisfying(advice -> assertThat(advice).contains("could not be loaded for Tesla T4"));
        assertThat(Advice.onGpu(one, true, gpu, new LoadedDevice(true, t4, ""))).isEmpty();
        assertThat(Advice.onGpu(none, false, processor, LoadedDevice.PROCESSOR)).isEmpty();
    }

    private static List<String> advice(BackendInfo.Threads threads, BackendInfo.Memory memory, boolean launcher) {
        return Advice.on(backend(threads, memory, launcher), List.of());
    }

    private static BackendInfo backend(BackendInfo.Threads threads, BackendInfo.Memory memory, boolean launcher) {
        return new BackendInfo(
                "cpu",
                "1",
                "linux-x86_64",
                new BackendInfo.Blas("OpenBLAS", "0.3", "Zen"),
                threads,
                new BackendInfo.Processor("a processor", 2, List.of()),
                memory,
                new BackendInfo.Platform("Linux", "17", launcher),
                null);
    }
}
