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
import org.aectl.backend.Backend;
import org.aectl.backend.Speed;

/**
 * One side of one workload in a process of its own, so that no framework's settings or libraries get in the way of another's.
 * Does the work whenever it is told to, and says how fast it was.
 */
final class Worker implements AutoCloseable {
    /** What the machine can do at most, instead of a workload. */
    static final String PEAK = "peak";

    private static final String READY = "ready";
    private static final String RATE = "rate ";

    private final Process process;
    private final BufferedReader answers;
    private final Path log;

    /** A side: a framework and its settings. */
    enum Side {
        AECTL("aectl"),
        /** PyTorch through the Deep Java Library. */
        DJL("DJL"),
        /** PyTorch's own library. */
        LIBTORCH("libtorch");

        private final String title;

        Side(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Something whose rate can be measured again and again. */
    @FunctionalInterface
    private interface Rate {
        double measure() throws Exception;
    }

    /** Starts a process, and waits until it has loaded its libraries: at their first use two would unpack the same ones at once. */
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
        if (side == Side.AECTL) {
            // As the launcher has it.
            environment.put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
            environment.put("OMP_WAIT_POLICY", "passive");
            environment.put("GOMP_SPINCOUNT", "0");
        }
        this.process = builder.start();
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        answer(READY);
    }

    /** Examples per second of one run; 10^9 floating-point operations a second of {@link #PEAK}. */
    double measure() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Double.parseDouble(answer(RATE));
    }

    /** What follows a beginning in the first line that has it; libraries print lines of their own. */
    private String answer(String beginning) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
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
        Rate rate = rate(Side.valueOf(words[0]), words[1]);
        System.out.println(READY);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (requests.readLine() != null) {
            System.out.printf(Locale.ROOT, RATE + "%.3f%n", rate.measure());
        }
    }

    private static Rate rate(Side side, String what) {
        if (what.equals(PEAK)) {
            return () -> Speed.peakGigaflops(Backend.describe(), Speed.measureMatrixGigaflops());
        }
        Workload workload = Workload.of(what);
        Work work = switch (side) {
            case AECTL -> Ours.of(workload);
            case DJL -> new Djl(workload);
            case LIBTORCH -> new Libtorch(workload);
        };
        return () -> {
            long start = System.nanoTime();
            work.run();
            return work.examples() / ((System.nanoTime() - start) / 1e9);
        };
    }
}
