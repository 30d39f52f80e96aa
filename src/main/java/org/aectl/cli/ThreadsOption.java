package org.aectl.cli;

import picocli.CommandLine.Option;

/**
 * The number of threads. The launcher reads it before the JVM starts, because the natives look at it only once; it is
 * declared here to be known and explained.
 */
final class ThreadsOption {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute with (default: one for each physical core). Another number gives other"
                    + " weights in the last digits.")
    @SuppressWarnings("UnusedVariable")
    private int threads;
}
