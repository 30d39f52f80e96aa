package org.aectl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One side of one workload in a process of its own, so that no framework's settings or libraries get in the way of another's.
 * Does the work whenever it is told to, and says how long it took.
 */
final class Worker implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Path log;

    /** A side: a framework and its settings. */
    enum Side {
        AECTL(false),
        DJL(true);

        private final boolean isPeer;

        Side(boolean isPeer) {
            this.isPeer = isPeer;
        }

        boolean isPeer() {
            return isPeer;
        }
    }

    Worker(Side side, int threads, String workload) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g",
                "-XX:+UseParallelGC",
                "-Dorg.bytedeco.javacpp.maxbytes=4g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=8g",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                side.name(),
                workload));
        this.log = Path.of("target", "bench-" + workload + "-" + side + "-" + threads + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        if (!side.isPeer()) {
            // As the launcher has it.
            environment.put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
            environment.put("OMP_WAIT_POLICY", "PASSIVE");
            environment.put("GOMP_SPINCOUNT", "0");
            environment.put("OPENBLAS_THREAD_TIMEOUT", "4");
        }
        this.process = builder.start();
        this.answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Examples per second of one run. */
    double measure() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("rate ")) {
                return Double.parseDouble(line.substring("rate ".length()));
            }
        }
        throw new IOException("the worker has ended; what it said is in " + log);
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The process itself: a line in, a rate out. */
    public static void main(String[] words) throws Exception {
        Workload workload = Workload.of(words[1]);
        Work work =
                switch (Side.valueOf(words[0])) {
                    case AECTL -> Ours.of(workload);
                    case DJL -> new Djl(workload);
                };
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (requests.readLine() != null) {
            long start = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, "rate %.3f%n", work.examples() / seconds);
        }
    }
}
