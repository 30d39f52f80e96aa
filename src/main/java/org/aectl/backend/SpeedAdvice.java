package org.aectl.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What may be wrong where a machine is slower than it should be. */
final class SpeedAdvice {
    /** Below this share, something is wrong with the machine and not with the estimate. */
    private static final double LEAST_SHARE = 0.5;

    private SpeedAdvice() {}

    /** @param load programs that wanted a processor, averaged over the last minute; negative where unknown */
    static List<String> on(Speed speed, BackendInfo backend, Reasons reasons, double load) {
        Expectation expected = speed.expected();
        List<String> advice = new ArrayList<>();
        if (isSlow(speed.matrixGigaflops(), expected.matrixGigaflops())) {
            advice.add(sentence(
                    "matrix product reaches %.0f of %.0f GFLOP/s"
                            .formatted(speed.matrixGigaflops(), expected.matrixGigaflops()),
                    causes(backend, reasons, load)));
        }
        if (isSlow(speed.convolutionGigaflops(), expected.convolutionGigaflops())
                && !isSlow(speed.matrixGigaflops(), expected.matrixGigaflops())) {
            advice.add(sentence(
                    "convolution reaches %.0f of %.0f GFLOP/s, although the matrix product is as fast as it should be"
                            .formatted(speed.convolutionGigaflops(), expected.convolutionGigaflops()),
                    "unless something else ran just then, oneDNN has no good code for this processor"));
        }
        if (isSlow(expected.elementNanoseconds(), speed.elementNanoseconds())) {
            advice.add(sentence(
                    "sigmoid takes %.2f ns an element, which several threads should do in %.2f"
                            .formatted(speed.elementNanoseconds(), expected.elementNanoseconds()),
                    "other programs want the cores, or two of them are one: try --threads "
                            + Math.max(1, backend.threads().blas() / 2)));
        }
        return advice;
    }

    private static boolean isSlow(double reached, double expected) {
        return reached > 0 && expected > 0 && reached < LEAST_SHARE * expected;
    }

    private static String sentence(String measured, String cause) {
        return "The " + measured + ": " + cause + ".";
    }

    private static String causes(BackendInfo backend, Reasons reasons, double load) {
        List<String> causes = new ArrayList<>();
        if (reasons.kernel().startsWith("uses ") || reasons.kernel().startsWith(Reasons.FORCED)) {
            causes.add("the BLAS's kernel is not this processor's (" + reasons.kernel() + ")");
        }
        if (backend.threads().blas() > backend.processor().cores()) {
            causes.add("there are more threads than cores");
        }
        // What measures is one of them on each of its threads.
        if (load > backend.processor().cores() + 0.5) {
            causes.add(String.format(Locale.ROOT, "other programs are running (load %.1f)", load));
        }
        return causes.isEmpty()
                ? "the processor may be slowed down (heat, battery) or shared with other machines, or other programs began"
                        + " just then; measure again"
                : String.join("; ", causes);
    }
}
