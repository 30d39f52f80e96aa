package org.aectl.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.load.ConfigWriter;
import org.aectl.data.Examples;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.aectl.infer.TrainedClassifier;
import org.aectl.report.Page;
import org.aectl.report.page.ReportPage.Section;
import org.aectl.report.page.ReportPage.Training;
import org.aectl.run.Manifest;
import org.aectl.run.ProgramVersion;
import org.aectl.run.checkpoint.MetricsTable;
import org.jspecify.annotations.Nullable;

/**
 * One page about a classifier, made of the same parts as that about an autoencoder and by the same template, which names
 * them.
 *
 * @param title of the page
 * @param notes what the page lacks, and why
 * @param warnings that the user was told before the training
 * @param training curves and table of the epochs; null before the first epoch
 * @param classes how well each is found; null without labelled examples, as is the next one
 * @param mistakes null where there are none
 * @param config as YAML
 * @param manifest as JSON; null for a lone checkpoint
 * @param commandLine that the run was started with; null for a lone checkpoint
 * @param commands to use the classifier with
 * @param version of this program
 */
public record ClassifierPage(
        String title,
        Summary summary,
        List<String> notes,
        List<String> warnings,
        @Nullable Training training,
        @Nullable ClassTables classes,
        @Nullable Mistakes mistakes,
        String config,
        @Nullable String manifest,
        @Nullable String commandLine,
        List<String> commands,
        String version)
        implements Page {

    /**
     * Examples that the classifier is measured on.
     *
     * @param name of the split or data
     * @param batchSize examples at a time
     */
    public record Measured(String name, Examples examples, int batchSize) {}

    /**
     * What is known of the classifier.
     *
     * @param name for people
     * @param manifest null for a lone checkpoint
     * @param metrics of all epochs
     */
    public record Facts(
            String name, TrainedClassifier model, @Nullable Manifest manifest, MetricsTable metrics) {}

    /**
     * Makes the page.
     *
     * @param measured null where there are no examples with labels
     * @param notes what the page lacks, and why
     */
    public static ClassifierPage of(Facts run, @Nullable Measured measured, List<String> notes) {
        TrainedClassifier model = run.model;
        ClassifiedPart part = measured == null
                ? null
                : ClassifiedPart.of(model, measured.examples, measured.name, measured.batchSize);
        List<String> remarks = new ArrayList<>(notes);
        if (part != null && !part.unknown().isEmpty()) {
            remarks.add(
                    "Examples of these classes are not among the numbers, because the classifier does not know them: "
                            + String.join(", ", part.unknown()));
        }
        ConfusionMatrix confusion = part == null || part.confusion().examples() == 0 ? null : part.confusion();
        ClassTables classes = measured == null || confusion == null ? null : ClassTables.of(measured.name, confusion);
        Mistakes mistakes = measured == null || part == null || part.worst().isEmpty()
                ? null
                : Mistakes.of(model, measured.examples, part.worst());
        Manifest manifest = run.manifest;
        return new ClassifierPage(
                run.name,
                ClassifierSummary.of(run, confusion, measured == null ? "" : measured.name),
                remarks,
                manifest == null ? List.of() : manifest.warnings(),
                run.metrics.rows().isEmpty() ? null : training(run),
                classes,
                mistakes,
                ConfigWriter.toYaml(model.checkpoint().config()),
                manifest == null ? null : ReportPage.json(manifest),
                manifest == null ? null : String.join(" ", manifest.commandLine()),
                List.of("aectl predict " + run.name + " --data FILE", "aectl inspect " + run.name),
                ProgramVersion.get());
    }

    private static Training training(Facts run) {
        int best = run.model.checkpoint().progress().bestEpoch();
        return Training.of(null, run.metrics, best == 0 ? null : Integer.valueOf(best));
    }

    /** Whether anything is to be said before the rest. */
    public boolean hasRemarks() {
        return !notes.isEmpty() || !warnings.isEmpty();
    }

    /** The parts there are, in their order. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (classes != null) {
            sections.add(new Section("classes", "Classes"));
        }
        if (mistakes != null) {
            sections.add(new Section("mistakes", "Mistakes"));
        }
        if (training != null) {
            sections.add(new Section("training", "Training"));
        }
        sections.add(new Section("record", "Record"));
        return sections;
    }

    @Override
    public void write(Path file) throws IOException {
        PageTemplate.write(this, new PageData(PageData.readings(training, List.of()), null), file);
    }
}
