package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    private static Reasons of(String natives, String kernel, String forced, String... simd) {
        return Reasons.of(
                new BackendInfo(
                        "cpu",
                        "1",
                        natives,
                        new BackendInfo.Blas("OpenBLAS", "0.3", kernel),
                        new BackendInfo.Threads(2, 2, "PASSIVE"),
                        new BackendInfo.Processor("any", 2, List.of(simd)),
                        new BackendInfo.Memory(0, 0, 0, 0),
                        new BackendInfo.Platform("Linux", "17", true),
                        null),
                forced);
    }

    @Test
    void aKernelIsThatOfTheWidestInstructionsThereAre() {
        assertThat(of("x", "Haswell", "", "sse4_2", "avx", "avx2").kernel()).isEqualTo("the processor has avx2");
        assertThat(of("x", "Cooperlake", "", "avx2", "avx512_bf16", "avx512f").kernel())
                .isEqualTo("the processor has avx512_bf16");
    }

    @Test
    void aKernelOfNarrowerInstructionsIsNoticed() {
        assertThat(of("x", "Haswell", "", "avx2", "avx512f").kernel())
                .isEqualTo("uses avx2, although the processor has avx512f");
    }

    @Test
    void theUsersOwnChoiceIsNamed() {
        assertThat(of("x", "Haswell", "Haswell", "avx512f").kernel())
                .isEqualTo("OPENBLAS_CORETYPE=Haswell asks for it");
    }

    @Test
    void whatIsNotKnownIsNotExplained() {
        assertThat(of("x", "neoversen1", "", "asimd").kernel()).isEqualTo("OpenBLAS's choice for this processor");
        assertThat(of("x", "", "Haswell").kernel()).isEmpty();
    }

    @Test
    void nativesAreExplainedByTheirBuild() {
        assertThat(of("linux-x86_64-onednn", "", "").natives()).contains("oneDNN's convolutions");
        assertThat(of("linux-x86_64-avx2", "", "").natives()).isEqualTo("compiled for avx2 processors only");
        assertThat(of("macosx-arm64", "", "").natives()).contains("without oneDNN");
    }
}
