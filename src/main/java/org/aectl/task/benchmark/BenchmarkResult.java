package org.aectl.task.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.aectl.backend.BackendInfo;
import org.aectl.backend.Speed;
import org.jspecify.annotations.Nullable;

/**
 * How fast an experiment trains and embeds on this machine.
 *
 * @param name of the experiment
 * @param network its units, layer by layer
 * @param parameters how many numbers training sets
 * @param rows examples of each split
 * @param secondsToFirstStep from the start of this process to the end of the first step of training
 * @param matrixGigaflops 10^9 operations a second that a large matrix product reaches on all threads, the faster of two
 *     measurements
 * @param peakGigaflops 10^9 operations a second that the processor can do at most, as {@link Speed#peakGigaflops} has it
 * @param peakMemory bytes that the process has held at most; null where unknown
 */
public record BenchmarkResult(
        String name,
        String network,
        long parameters,
        Map<String, Integer> rows,
        List<Workload> workloads,
        double secondsToFirstStep,
        double matrixGigaflops,
        double peakGigaflops,
        @Nullable Long peakMemory,
        BackendInfo backend) {

    /**
     * One kind of work: medians over the rounds, and the slowest and the fastest of them.
     *
     * @param name train or embed
     * @param batchSize examples at a time
     * @param operationsPerExample floating-point operations of its matrix products and convolutions
     * @param peakShare operations a second as a share of {@code peakGigaflops}
     * @param dataShare time spent on making batches: of the thread that does nothing else beside a training, of all
     *     threads that embed
     */
    public record Workload(
            String name,
            int batchSize,
            int rounds,
            double examplesPerSecond,
            double slowest,
            double fastest,
            double millisecondsPerBatch,
            double operationsPerExample,
            double peakShare,
            double dataShare) {

        /**
         * Sums up rounds.
         *
         * @param threads that make batches
         */
        static Workload of(
                String name,
                int batchSize,
                List<Rounds.Round> rounds,
                double operationsPerExample,
                double peakGigaflops,
                int threads) {
            double rate = median(rounds, Workload::rate);
            return new Workload(
                    name,
                    batchSize,
                    rounds.size(),
                    rate,
                    rounds.stream().mapToDouble(Workload::rate).min().orElseThrow(),
                    rounds.stream().mapToDouble(Workload::rate).max().orElseThrow(),
                    median(rounds, round -> round.seconds() * 1e3 / round.batches()),
                    operationsPerExample,
                    rate * operationsPerExample / 1e9 / peakGigaflops,
                    median(rounds, round -> round.making() / round.seconds() / threads));
        }

        private static double rate(Rounds.Round round) {
            return round.examples() / round.seconds();
        }

        private static double median(List<Rounds.Round> rounds, ToDoubleFunction<Rounds.Round> measure) {
            return rounds.stream()
                    .mapToDouble(measure)
                    .sorted()
                    .skip(rounds.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
