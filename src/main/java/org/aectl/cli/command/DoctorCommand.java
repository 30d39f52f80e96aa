package org.aectl.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.aectl.backend.BackendInfo;
import org.aectl.backend.Diagnosis;
import org.aectl.backend.Folder;
import org.aectl.backend.PeakEstimate;
import org.aectl.backend.Reasons;
import org.aectl.backend.Speed;
import org.aectl.base.Counts;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Json;
import org.aectl.cli.option.DeviceOption;
import org.aectl.data.fetch.DataFolder;
import org.aectl.run.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aectl doctor}: what will be used on this machine, and what to change. */
@Command(
        name = "doctor",
        description = {
            "Show what computes on this machine, how fast, and what to change.",
            "Prints versions, natives, BLAS, threads, processor, memory limits, GPUs and whether they can be"
                    + " used, folders, speed beside what the processor should reach, and advice. Writes nothing."
        },
        footer = {"  aectl doctor", "  aectl doctor --quick --json"})
final class DoctorCommand implements Callable<Integer> {
    private static final double GIBIBYTE = 1L << 30;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--quick", description = "Skip the speed measurement, which takes five seconds.")
    private boolean quick;

    @Override
    public Integer call() throws IOException {
        Diagnosis diagnosis = Diagnosis.take(
                DeviceOption.fromEnvironment(),
                List.of(
                        Folder.of("models", Path.of("models")),
                        Folder.of("data", DataFolder.get()),
                        Folder.of("cache", cache().resolve("aectl"))),
                !quick);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(diagnosis));
        } else {
            printBackend(diagnosis, out);
            printRest(diagnosis, out);
        }
        return ExitCode.DONE;
    }

    /** The same place as the launcher's, which knows nothing of Java's {@code user.home}. */
    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        if (cache != null && !cache.isEmpty()) {
            return Path.of(cache);
        }
        String home = Optional.ofNullable(System.getenv("HOME")).orElseGet(() -> System.getProperty("user.home"));
        return Path.of(home, ".cache");
    }

    private static void printBackend(Diagnosis diagnosis, PrintWriter out) {
        BackendInfo backend = diagnosis.backend();
        Reasons reasons = diagnosis.reasons();
        boolean launcher = backend.platform().launcher();
        print(out, "program", "aectl %s, started %s the launcher", ProgramVersion.get(), launcher ? "by" : "without");
        print(out, "Java", "%s", backend.platform().java());
        print(out, "system", "%s", backend.platform().system());
        print(out, "device", "%s%s", backend.device(), because(diagnosis.device()));
        print(out, "ND4J", "%s, natives %s%s", backend.nd4j(), backend.natives(), because(reasons.natives()));
        BackendInfo.Blas blas = backend.blas();
        String kernel = orUnknown(blas.kernel()) + because(reasons.kernel());
        print(out, "BLAS", "%s %s, kernel %s", blas.vendor(), blas.version(), kernel);
        BackendInfo.Threads threads = backend.threads();
        String waiting = threads.waitPolicy().isEmpty() ? "not set (spinning)" : threads.waitPolicy();
        print(out, "threads", "OpenMP %d, BLAS %d, wait policy %s", threads.openMp(), threads.blas(), waiting);
        BackendInfo.Processor processor = backend.processor();
        print(out, "processor", "%s, %s, %s", processor.model(), Counts.of(processor.cores(), "core"), simd(processor));
        BackendInfo.Memory memory = backend.memory();
        print(
                out,
                "memory",
                "machine %s, heap %s, arrays %s, process %s",
                size(memory.machine(), "unknown"),
                size(memory.heap(), "unknown"),
                size(memory.arrays(), "no limit"),
                size(memory.process(), "no limit"));
    }

    private static void printRest(Diagnosis diagnosis, PrintWriter out) {
        for (Diagnosis.GpuFinding gpu : diagnosis.gpus()) {
            print(out, "GPU", "%s: %s, %s", gpu.description(), gpu.usable() ? "usable" : "not usable", gpu.why());
        }
        if (!diagnosis.noGpu().isEmpty()) {
            print(out, "GPU", "none: %s", diagnosis.noGpu());
        }
        for (Folder folder : diagnosis.folders()) {
            print(out, folder.purpose(), "%s%s", folder.path(), folder.writable() ? "" : " (cannot be written)");
        }
        if (diagnosis.speed() != null) {
            printSpeed(diagnosis.speed(), out);
        }
        if (diagnosis.advice().isEmpty()) {
            print(out, "advice", "nothing to change");
        }
        for (String sentence : diagnosis.advice()) {
            print(out, "advice", "%s", sentence);
        }
    }

    private static void printSpeed(Speed speed, PrintWriter out) {
        PeakEstimate expected = speed.expected();
        print(
                out,
                "speed",
                "matrix product %.0f GFLOP/s%s",
                speed.matrixGigaflops(),
                beside(speed.matrixGigaflops(), expected.matrixGigaflops(), expected.formula()));
        print(
                out,
                "",
                "convolution %.0f GFLOP/s%s",
                speed.convolutionGigaflops(),
                beside(speed.convolutionGigaflops(), expected.convolutionGigaflops(), "the same"));
        boolean isAlone = expected.elementNanoseconds() == 0;
        print(
                out,
                "",
                "sigmoid %.2f ns an element%s",
                speed.elementNanoseconds(),
                isAlone
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", expected %.2f (one thread's time divided by the threads)",
                                expected.elementNanoseconds()));
    }

    private static String beside(double reached, double expected, String formula) {
        return expected == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", %.0f %% of %.0f expected (%s)", 100 * reached / expected, expected, formula);
    }

    private static void print(PrintWriter out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-10s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }

    private static String size(long bytes, String none) {
        return bytes == 0 ? none : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }

    private static String simd(BackendInfo.Processor processor) {
        return orUnknown(String.join(" ", processor.simd()));
    }

    private static String orUnknown(String value) {
        return value.isEmpty() ? "unknown" : value;
    }
}
