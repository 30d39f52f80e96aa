package org.aectl.backend;

/**
 * What this machine should reach, to hold a measurement against. 0 where nothing can be said.
 *
 * @param matrixGigaflops what {@link ProcessorPeak} says of the cores that threads are for; large products reach 80 to 95 % of
 *     it on idle cores, more where the processor raises its clock
 * @param elementNanoseconds what one thread takes for an element, measured, divided by the threads
 * @param convolutionGigaflops as {@code matrixGigaflops} where oneDNN convolves, which reaches it; the other natives do not use
 *     the processor's units well, and nothing is expected of them
 * @param formula of {@code matrixGigaflops}, with its numbers; empty where it is not known
 */
public record PeakEstimate(
        double matrixGigaflops, double elementNanoseconds, double convolutionGigaflops, String formula) {
    /** Of a GPU, and where nothing is known. */
    static final PeakEstimate NONE = new PeakEstimate(0, 0, 0, "");

    /**
     * From what the processor is.
     *
     * @param aloneNanoseconds an element on one thread
     */
    static PeakEstimate of(BackendInfo backend, ProcessorPeak peak, double aloneNanoseconds) {
        int cores = cores(backend);
        double gigaflops = peak.gigaflops(cores);
        return new PeakEstimate(
                gigaflops,
                backend.threads().blas() > 1 ? aloneNanoseconds / cores : 0,
                backend.natives().endsWith("-onednn") ? gigaflops : 0,
                peak.formula(cores));
    }

    /** That the threads which compute are for. */
    static int cores(BackendInfo backend) {
        return Math.min(backend.threads().blas(), backend.processor().cores());
    }
}
