package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorPeakTest {
    private static List<String> cpu(String vendor, int family, String flags) {
        return List.of(
                "vendor_id\t: " + vendor,
                "cpu family\t: " + family,
                "cpu MHz\t\t: 2500.000",
                "flags\t\t: fpu " + flags);
    }

    @ParameterizedTest
    @CsvSource({
        "GenuineIntel, 6, sse4_2 avx avx2 fma avx512f, 64",
        "AuthenticAMD, 25, sse4_2 avx avx2 fma avx512f, 32",
        "AuthenticAMD, 26, sse4_2 avx avx2 fma avx512f, 64",
        "GenuineIntel, 6, sse4_2 avx avx2 fma, 32",
        "GenuineIntel, 6, sse4_2 avx, 16",
        "GenuineIntel, 6, sse4_2, 8",
        "GenuineIntel, 6, mmx, 0"
    })
    void operationsFollowFromVectorsAndUnits(String vendor, int family, String flags, int operations) {
        ProcessorPeak peak = ProcessorPeak.of(cpu(vendor, family, flags), List.of());

        assertThat(peak.operationsPerCycle()).isEqualTo(operations);
        assertThat(peak.gigaflops(2)).isCloseTo(2 * 2.5 * operations, within(1e-9));
    }

    @Test
    void theHighestClockCountsWhereItIsKnown() {
        ProcessorPeak peak = ProcessorPeak.of(cpu("GenuineIntel", 6, "avx avx2 fma"), List.of("3600000"));

        assertThat(peak.gigaflops(4)).isCloseTo(4 * 3.6 * 32, within(1e-9));
        assertThat(peak.formula(4)).isEqualTo("4 cores x 3.60 GHz x 32 operations a cycle");
    }

    @Test
    void nothingIsSaidOfWhatIsNotKnown() {
        ProcessorPeak peak = ProcessorPeak.of(List.of(), List.of());

        assertThat(peak.gigaflops(4)).isZero();
        assertThat(peak.formula(4)).isEmpty();
    }
}
