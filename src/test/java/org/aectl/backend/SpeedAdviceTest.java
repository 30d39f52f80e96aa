package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedAdviceTest {
    private static final ProcessorPeak PEAK = new ProcessorPeak(2.5, 32);
    private static final Reasons RIGHT = new Reasons("", "the processor has avx2");

    private static BackendInfo backend(int threads, String natives) {
        return new BackendInfo(
                "cpu",
                "1",
                natives,
                new BackendInfo.Blas("OpenBLAS", "0.3", "Haswell"),
                new BackendInfo.Threads(threads, threads, "PASSIVE"),
                new BackendInfo.Processor("a processor", 2, List.of("avx2")),
                new BackendInfo.Memory(0, 0, 0, 0),
                new BackendInfo.Platform("Linux", "17", true),
                null);
    }

    private static List<String> advice(
            double matrix, double element, double convolution, Reasons reasons, double load) {
        BackendInfo backend = backend(2, "linux-x86_64-onednn");
        PeakEstimate expected = PeakEstimate.of(backend, PEAK, 1);
        return SpeedAdvice.on(new Speed(matrix, element, convolution, expected), backend, reasons, load);
    }

    @Test
    void expectsWhatTheUsedCoresCanDo() {
        PeakEstimate two = PeakEstimate.of(backend(2, "linux-x86_64-onednn"), PEAK, 1);
        PeakEstimate one = PeakEstimate.of(backend(1, "linux-x86_64"), PEAK, 1);

        assertThat(two).isEqualTo(new PeakEstimate(160, 0.5, 160, "2 cores x 2.50 GHz x 32 operations a cycle"));
        assertThat(one).isEqualTo(new PeakEstimate(80, 0, 0, "1 core x 2.50 GHz x 32 operations a cycle"));
        assertThat(PeakEstimate.of(backend(8, "linux-x86_64-onednn"), PEAK, 1).matrixGigaflops())
                .isEqualTo(160);
    }

    @Test
    void isSilentWhereHalfIsReached() {
        assertThat(advice(81, 0.9, 81, RIGHT, 0)).isEmpty();
    }

    @Test
    void namesOtherLoad() {
        assertThat(advice(79, 0.5, 79, RIGHT, 6.2))
                .containsExactly(
                        "The matrix product reaches 79 of 160 GFLOP/s: other programs are running (load 6.2).");
    }

    @Test
    void namesTheWrongKernel() {
        Reasons narrow = new Reasons("", "uses avx2, although the processor has avx512f");

        assertThat(advice(40, 0.5, 150, narrow, 0)).singleElement().asString().contains("kernel", "uses avx2");
    }

    @Test
    void aConvolutionThatIsSlowAloneIsNamed() {
        assertThat(advice(150, 0.5, 20, RIGHT, 0))
                .singleElement()
                .asString()
                .contains("convolution reaches 20 of 160", "oneDNN");
    }

    @Test
    void threadsThatDoNotHelpAreNamed() {
        assertThat(advice(150, 1.1, 150, RIGHT, 0)).singleElement().asString().contains("1.10", "0.50", "--threads 1");
    }

    @Test
    void whatSlowsTheProductDownIsSaidOnce() {
        assertThat(advice(13, 126, 18, RIGHT, 16.7)).hasSize(1);
    }

    @Test
    void otherLoadExplainsTheOthersToo() {
        assertThat(advice(150, 1.1, 20, RIGHT, 16.7))
                .hasSize(2)
                .allSatisfy(sentence -> assertThat(sentence).endsWith("other programs are running (load 16.7)."));
    }

    @Test
    void nothingIsSaidWhereNothingIsExpected() {
        BackendInfo backend = backend(2, "");
        assertThat(SpeedAdvice.on(new Speed(1, 100, 1, PeakEstimate.NONE), backend, RIGHT, 9))
                .isEmpty();
    }
}
