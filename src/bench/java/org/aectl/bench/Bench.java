package org.aectl.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs every side of every workload in turn, and prints the medians and their ratios. */
final class Bench {
    private static final List<String> ALL = List.of("W1", "W2", "W3", "W4", "W5", "W5c");
    private static final int WARM_UP = 4;
    private static final int ALTERNATIONS = 9;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final PrintStream OUT = System.out;

    private Bench() {}

    /** @param names of the workloads; all of them where there are none */
    public static void main(String[] names) throws IOException {
        OUT.println(Machine.describe());
        double peak = peakGigaflops();
        print("at most %.0f GFLOP/s, of which \"of peak\" is the share of aectl's products", peak);
        print("medians of %d alternations after %d, examples/s%n", ALTERNATIONS, WARM_UP);
        print("%-4s %-76s %8s %8s %8s %-8s %5s %7s", "", "", "aectl", "peer", "1 thr.", "peer", "ratio", "of peak");
        for (String name : names.length == 0 ? ALL : Arrays.asList(names)) {
            measure(Workload.of(name), peak);
        }
    }

    private static void print(String format, Object... values) {
        OUT.printf(Locale.ROOT, format + "%n", values);
    }

    /** What this machine can do at most, in 10^9 operations a second. */
    private static double peakGigaflops() throws IOException {
        try (Worker worker = new Worker(Worker.Side.AECTL, CORES, Worker.PEAK)) {
            return worker.measure();
        }
    }

    private static void measure(Workload workload, double peak) throws IOException {
        try (Worker ours = new Worker(Worker.Side.AECTL, CORES, workload.name());
                Worker peer = new Worker(workload.peer(), CORES, workload.name());
                Worker alone = new Worker(workload.peer(), 1, workload.name())) {
            double[] rates = medians(List.of(ours, peer, alone));
            print(
                    "%-4s %-76s %,8.0f %,8.0f %,8.0f %-8s %5.2f %5.0f %%",
                    workload.name(),
                    workload.description(),
                    rates[0],
                    rates[1],
                    rates[2],
                    workload.peer().title(),
                    rates[0] / Math.max(rates[1], rates[2]),
                    100 * rates[0] * workload.operations() / (peak * 1e9));
        }
    }

    /** Examples a second of each worker. */
    private static double[] medians(List<Worker> workers) throws IOException {
        List<List<Double>> rates = new ArrayList<>();
        workers.forEach(worker -> rates.add(new ArrayList<>()));
        for (int i = 0; i < WARM_UP + ALTERNATIONS; i++) {
            for (int side = 0; side < workers.size(); side++) {
                double rate = workers.get(side).measure();
                if (i >= WARM_UP) {
                    rates.get(side).add(rate);
                }
            }
        }
        return rates.stream().mapToDouble(Bench::median).toArray();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
}
