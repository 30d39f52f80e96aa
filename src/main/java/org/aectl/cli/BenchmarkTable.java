package org.aectl.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.aectl.backend.BackendInfo;
import org.aectl.task.BenchmarkReport;
import org.aectl.task.BenchmarkReport.Workload;

/** A benchmark as text. */
final class BenchmarkTable {
    private static final double MEBIBYTE = 1L << 20;

    private BenchmarkTable() {}

    static String text(BenchmarkReport report) {
        List<ColumnData<Workload>> columns = List.of(
                column("workload", HorizontalAlign.LEFT, Workload::name),
                column("batch", HorizontalAlign.RIGHT, work -> format("%d", work.batchSize())),
                column("examples/s", HorizontalAlign.RIGHT, work -> format("%,.0f", work.examplesPerSecond())),
                column(
                        "spread",
                        HorizontalAlign.RIGHT,
                        work -> format("%,.0f to %,.0f", work.slowest(), work.fastest())),
                column("ms/batch", HorizontalAlign.RIGHT, work -> format("%.2f", work.millisecondsPerBatch())),
                column("of matrix rate", HorizontalAlign.RIGHT, work -> percent(work.matrixShare())),
                column("data", HorizontalAlign.RIGHT, work -> percent(work.dataShare())));
        return String.join(
                System.lineSeparator(),
                AsciiTable.getTable(AsciiTable.NO_BORDERS, report.workloads(), columns),
                format(
                        "first step %.1f s after the start%s; matrix product %.0f GFLOP/s",
                        report.secondsToFirstStep(), memory(report), report.matrixGigaflops()),
                machine(report.backend()));
    }

    private static String memory(BenchmarkReport report) {
        Long peak = report.peakMemory();
        return peak == null ? "" : format("; at most %,.0f MiB of memory", peak / MEBIBYTE);
    }

    private static String machine(BackendInfo backend) {
        BackendInfo.Blas blas = backend.blas();
        return format(
                "%s, %d cores; threads: OpenMP %d, BLAS %d; natives %s; BLAS %s",
                backend.processor().model(),
                backend.processor().cores(),
                backend.threads().openMp(),
                backend.threads().blas(),
                backend.natives(),
                String.join(" ", blas.vendor(), blas.version(), blas.kernel()).strip());
    }

    private static ColumnData<Workload> column(String header, HorizontalAlign align, Function<Workload, String> text) {
        return new Column().header(header).headerAlign(align).dataAlign(align).with(text);
    }

    private static String percent(double share) {
        return format("%.0f %%", 100 * share);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
