package org.aectl.cli.table;

import com.github.freva.asciitable.ColumnData;
import java.util.List;
import java.util.Locale;
import org.aectl.backend.BackendInfo;
import org.aectl.base.Counts;
import org.aectl.task.benchmark.BenchmarkResult;
import org.aectl.task.benchmark.BenchmarkResult.Workload;

/** A benchmark as text. */
public final class BenchmarkTable {
    private static final double MEBIBYTE = 1L << 20;

    private BenchmarkTable() {}

    public static String text(BenchmarkResult report) {
        List<ColumnData<Workload>> columns = List.of(
                TextTable.column("workload", false, Workload::name),
                TextTable.column("batch", true, work -> format("%d", work.batchSize())),
                TextTable.column("examples/s", true, work -> format("%,.0f", work.examplesPerSecond())),
                TextTable.column("spread", true, work -> format("%,.0f to %,.0f", work.slowest(), work.fastest())),
                TextTable.column("ms/batch", true, work -> format("%.2f", work.millisecondsPerBatch())),
                TextTable.column("of peak", true, work -> percent(work.peakShare())),
                TextTable.column("data", true, work -> percent(work.dataShare())));
        return String.join(
                System.lineSeparator(),
                TextTable.of(report.workloads(), columns),
                format(
                        "first step %.1f s after the start%s; matrix product %.0f GFLOP/s, peak %.0f",
                        report.secondsToFirstStep(), memory(report), report.matrixGigaflops(), report.peakGigaflops()),
                machine(report.backend()));
    }

    private static String memory(BenchmarkResult report) {
        Long peak = report.peakMemory();
        return peak == null ? "" : format("; at most %,.0f MiB of memory", peak / MEBIBYTE);
    }

    private static String machine(BackendInfo backend) {
        BackendInfo.Blas blas = backend.blas();
        return format(
                "%s, %s; threads: OpenMP %d, BLAS %d; natives %s; BLAS %s",
                backend.processor().model(),
                Counts.of(backend.processor().cores(), "core"),
                backend.threads().openMp(),
                backend.threads().blas(),
                backend.natives(),
                String.join(" ", blas.vendor(), blas.version(), blas.kernel()).strip());
    }

    private static String percent(double share) {
        return format("%.0f %%", 100 * share);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
