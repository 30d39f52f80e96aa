package org.aectl.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.Counts;

/** What may be wrong where a machine is slower than it should be. */
final class SpeedAdvice {
    /** Below this share, something is wrong with the machine and not with the estimate. */
    private static final double LEAST_SHARE = 0.5;

    private SpeedAdvice() {}

    /** @param load programs that wanted a processor, averaged over the last minute; negative where unknown */
    static List<String> on(Speed speed, BackendInfo backend, Reasons reasons, double load) {
        PeakEstimate expected = speed.expected();
        if (isSlow(speed.matrixGigaflops(), expected.matrixGigaflops())) {
            // What slows this down slows the others down too.
            return List.of(String.format(
                    Locale.ROOT,
                    "The matrix product reaches %.0f of %.0f GFLOP/s: %s.",
                    speed.matrixGigaflops(),
                    expected.matrixGigaflops(),
                    causes(backend, reasons, load)));
        }
        List<String> advice = new ArrayList<>();
        if (isSlow(speed.convolutionGigaflops(), expected.convolutionGigaflops())) {
            advice.add(String.format(
                    Locale.ROOT,
                    "The convolution reaches %.0f of %.0f GFLOP/s, although the matrix product is as fast as it should be:"
                            + " %s.",
                    speed.convolutionGigaflops(),
                    expected.convolutionGigaflops(),
                    isLoaded(backend, load) ? others(load) : "oneDNN has no good code for this processor"));
        }
        if (isSlow(expected.elementNanoseconds(), speed.elementNanoseconds())) {
            advice.add(String.format(
                    Locale.ROOT,
                    "The sigmoid takes %.2f ns an element, which %s should do in %.2f: %s.",
                    speed.elementNanoseconds(),
                    Counts.of(backend.threads().blas(), "thread"),
                    expected.elementNanoseconds(),
                    isLoaded(backend, load)
                            ? others(load)
                            : "two cores may be one; compare with --threads "
                                    + Math.max(1, backend.threads().blas() / 2)));
        }
        return advice;
    }

    /** What measures is one of those programs, on each of its threads. */
    private static boolean isLoaded(BackendInfo backend, double load) {
        return load > backend.processor().cores() + 0.5;
    }

    private static String others(double load) {
        return String.format(Locale.ROOT, "other programs are running (load %.1f)", load);
    }

    private static boolean isSlow(double reached, double expected) {
        return reached > 0 && expected > 0 && reached < LEAST_SHARE * expected;
    }

    private static String causes(BackendInfo backend, Reasons reasons, double load) {
        List<String> causes = new ArrayList<>();
        if (reasons.kernel().startsWith("uses ") || reasons.kernel().startsWith(Reasons.FORCED)) {
            causes.add("the BLAS's kernel is not this processor's (" + reasons.kernel() + ")");
        }
        if (backend.threads().blas() > backend.processor().cores()) {
            causes.add("there are more threads than cores");
        }
        if (isLoaded(backend, load)) {
            causes.add(others(load));
        }
        return causes.isEmpty()
                ? "the processor may be slowed down (heat, battery) or shared with other machines, or other programs began"
                        + " just then; measure again"
                : String.join("; ", causes);
    }
}
