package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PeakMemoryTest {
    @Test
    void isTheHighWaterMarkInBytes() {
        assertThat(PeakMemory.parse(List.of("Name:\tjava", "VmPeak:\t 9000 kB", "VmHWM:\t  413 kB", "VmRSS:\t 400 kB")))
                .hasValue(413 * 1024);
    }

    @Test
    void isUnknownWhereTheKernelDoesNotTell() {
        assertThat(PeakMemory.parse(List.of("Name:\tjava", "VmHWM:\tmuch"))).isEmpty();
        assertThat(PeakMemory.parse(List.of())).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isMoreThanTheHeapInUseOnThisMachine() {
        Runtime runtime = Runtime.getRuntime();

        assertThat(PeakMemory.bytes().orElseThrow()).isGreaterThan((runtime.totalMemory() - runtime.freeMemory()) / 2);
    }
}
