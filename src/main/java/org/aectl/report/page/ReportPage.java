package org.aectl.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigWriter;
import org.aectl.data.Examples;
import org.aectl.eval.ReconstructionError;
import org.aectl.eval.SparsityReport;
import org.aectl.report.Page;
import org.aectl.report.image.Filters;
import org.aectl.report.plot.BarChart;
import org.aectl.report.plot.LineChart;
import org.aectl.report.plot.LossCharts;
import org.aectl.run.Manifest;
import org.aectl.run.ProgramVersion;
import org.aectl.run.checkpoint.MetricsTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One page about a run that needs nothing beside itself: text, charts and pictures in a file. The same run gives the same
 * bytes. Its parts are named here as the template names them.
 *
 * @param title of the page
 * @param notes what the page lacks, and why
 * @param warnings that the user was told before the training
 * @param training curves and table of the epochs; null before the first epoch
 * @param shown what depends on examples; null where there are none
 * @param samples null for a model that cannot be drawn from
 * @param filters null where the first units do not look at a picture each
 * @param config as YAML
 * @param manifest as JSON; null for a lone checkpoint
 * @param commandLine that the run was started with; null for a lone checkpoint
 * @param version of this program
 */
public record ReportPage(
        String title,
        Summary summary,
        List<String> notes,
        List<String> warnings,
        @Nullable Training training,
        @Nullable DataSection shown,
        @Nullable Samples samples,
        @Nullable Tiles filters,
        String config,
        @Nullable String manifest,
        @Nullable String commandLine,
        String version)
        implements Page {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Examples to show, and what was measured of them.
     *
     * @param name of the split or data
     * @param batchSize examples at a time
     * @param metrics by the names that {@code aectl evaluate --json} has
     * @param perUnit of the code: divergences of a variational model, else mean absolute activations
     * @param sparsity null without it
     * @param pca of principal component analysis with as many components as the code has units; null where it was not
     *     measured
     * @param mean of the mean of the training rows; null where it was not measured
     */
    public record Measured(
            String name,
            Examples examples,
            int batchSize,
            Map<String, Object> metrics,
            List<Double> perUnit,
            @Nullable SparsityReport sparsity,
            @Nullable ReconstructionError pca,
            @Nullable ReconstructionError mean) {}

    /**
     * The epochs.
     *
     * @param bestEpoch null where there is none yet
     */
    record Training(
            List<LossCharts.StageCharts> stages,
            boolean hasValidation,
            @Nullable Integer bestEpoch,
            EpochTable epochs) {
        /** @param config null for a classifier */
        static Training of(@Nullable ExperimentConfig config, MetricsTable metrics, @Nullable Integer bestEpoch) {
            return new Training(
                    new LossCharts(config, metrics, bestEpoch).draw(),
                    metrics.names().stream().anyMatch(name -> name.startsWith(LineChart.VALIDATION)),
                    bestEpoch,
                    EpochTable.of(metrics, bestEpoch));
        }
    }

    /** Pictures beside each other. */
    record Tiles(int count, List<String> pictures) {}

    /** A part of the page that can be gone to. */
    record Section(String id, String title) {}

    /**
     * Makes the page.
     *
     * @param measured null where there are no examples to show
     * @param notes what the page lacks, and why
     */
    public static ReportPage of(RunFacts run, @Nullable Measured measured, List<String> notes) {
        DataSection shown = measured == null ? null : DataSection.of(run.model(), measured);
        Manifest manifest = run.manifest();
        return new ReportPage(
                run.name(),
                Summary.of(run, shown == null ? null : shown.squaredError()),
                List.copyOf(notes),
                manifest == null ? List.of() : manifest.warnings(),
                run.metrics().rows().isEmpty() ? null : Training.of(run.config(), run.metrics(), run.bestEpoch()),
                shown,
                run.model().autoencoder().prior().isPresent() ? Samples.of(run.model()) : null,
                filters(run),
                ConfigWriter.toYaml(run.config()),
                manifest == null ? null : json(manifest),
                manifest == null ? null : String.join(" ", manifest.commandLine()),
                ProgramVersion.get());
    }

    static String json(Manifest manifest) {
        return JSON.writeValueAsString(manifest);
    }

    private static @Nullable Tiles filters(RunFacts run) {
        List<String> pictures = run.checkpoint().shape().isImage() ? Filters.pictures(run.model()) : List.of();
        return pictures.isEmpty() ? null : new Tiles(pictures.size(), pictures);
    }

    /** Whether anything is to be said before the rest. */
    public boolean hasRemarks() {
        return !notes.isEmpty() || !warnings.isEmpty();
    }

    /** The parts there are, in their order. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (training != null) {
            sections.add(new Section("training", "Training"));
        }
        if (shown != null) {
            sections.add(new Section("quality", "Quality"));
            if (shown.reconstructions() != null) {
                sections.add(new Section("reconstructions", "Reconstructions"));
            }
        }
        if (samples != null) {
            sections.add(new Section("samples", "Samples"));
        }
        if (shown != null) {
            sections.add(new Section("code", "Code"));
            sections.add(new Section("units", "Code units"));
        }
        if (filters != null) {
            sections.add(new Section("filters", "Filters"));
        }
        sections.add(new Section("record", "Record"));
        return sections;
    }

    @Override
    public void write(Path file) throws IOException {
        List<BarChart> bars = shown == null ? List.of() : List.of(shown.units());
        PageData data = new PageData(PageData.readings(training, bars), shown == null ? null : shown.examples());
        PageTemplate.write(this, data, file);
    }
}
