package org.aectl.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs every side of every workload in turn, and prints the medians and their ratios. */
final class Bench {
    private static final int WARM_UP = 4;
    private static final int ALTERNATIONS = 9;
    private static final PrintStream OUT = System.out;

    private Bench() {}

    /** @param names of the workloads; all of them where there are none */
    public static void main(String[] names) throws IOException {
        List<String> workloads = names.length == 0 ? List.of("W1", "W2", "W4", "W5") : Arrays.asList(names);
        int cores = Runtime.getRuntime().availableProcessors();
        OUT.printf(
                Locale.ROOT,
                "%d processors; medians of %d alternations after %d, examples/s%n%n%-4s %-56s %10s %10s %10s %7s%n",
                cores,
                ALTERNATIONS,
                WARM_UP,
                "",
                "",
                "aectl",
                "DJL",
                "DJL, 1 thr.",
                "ratio");
        for (String name : workloads) {
            measure(Workload.of(name), cores);
        }
    }

    private static void measure(Workload workload, int cores) throws IOException {
        Map<String, Worker> sides = new LinkedHashMap<>();
        try {
            sides.put("aectl", new Worker(Worker.Side.AECTL, cores, workload.name()));
            sides.put("DJL", new Worker(Worker.Side.DJL, cores, workload.name()));
            sides.put("DJL 1", new Worker(Worker.Side.DJL, 1, workload.name()));
            Map<String, List<Double>> rates = new LinkedHashMap<>();
            for (int i = 0; i < WARM_UP + ALTERNATIONS; i++) {
                for (Map.Entry<String, Worker> side : sides.entrySet()) {
                    double rate = side.getValue().measure();
                    if (i >= WARM_UP) {
                        rates.computeIfAbsent(side.getKey(), key -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
            double ours = median(rates.getOrDefault("aectl", List.of()));
            double many = median(rates.getOrDefault("DJL", List.of()));
            double one = median(rates.getOrDefault("DJL 1", List.of()));
            OUT.printf(
                    Locale.ROOT,
                    "%-4s %-56s %,10.0f %,10.0f %,10.0f %7.2f%n",
                    workload.name(),
                    workload.description(),
                    ours,
                    many,
                    one,
                    ours / Math.max(many, one));
        } finally {
            sides.values().forEach(Worker::close);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
}
