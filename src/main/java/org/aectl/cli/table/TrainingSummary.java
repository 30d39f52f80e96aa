package org.aectl.cli.table;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.base.Counts;
import org.aectl.cli.console.Messages;
import org.aectl.run.Manifest;
import org.aectl.task.train.TrainRequest;
import tools.jackson.databind.JsonNode;

/** Says what a training came to. */
public record TrainingSummary(PrintWriter out, Messages messages) {
    /** What a person may want to look at and to do next. */
    public void suggest(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            String pictures = files.map(Path::toString)
                    .filter(file -> file.endsWith(".png"))
                    .sorted()
                    .collect(Collectors.joining(" "));
            if (!pictures.isEmpty()) {
                messages.info("pictures: " + pictures);
            }
        }
        String name = Path.of("models").equals(run.getParent()) ? String.valueOf(run.getFileName()) : run.toString();
        messages.info(
                "next: aectl report %1$s | aectl evaluate %1$s | aectl embed %1$s --project tsne".formatted(name));
    }

    /** The end of the training, and what it says of the code's units. */
    public void print(Manifest manifest, TrainRequest request) {
        Path run = request.run();
        boolean keepsLast = request.config().training().keepsLast(manifest.metric());
        out.printf(
                Locale.ROOT,
                "%s: %s in %.1f s, %s %.4f in epoch %d%s%n",
                run,
                Counts.of(manifest.epochs(), "epoch"),
                manifest.seconds(),
                (keepsLast ? "" : "best ") + manifest.metric(),
                manifest.bestValue(),
                manifest.bestEpoch(),
                keepsLast ? ", the last, which is kept: there are no validation rows" : "");
        if (manifest.sparsity() != null) {
            printSparsity(manifest.sparsity(), run);
        }
        if (manifest.code() != null) {
            printCode(manifest.code(), run);
        }
    }

    private void printSparsity(JsonNode sparsity, Path run) {
        out.printf(
                Locale.ROOT,
                "%s: mean activation %.4f over %s, %.1f %% of them dead%n",
                run,
                sparsity.path("meanActivation").asDouble(),
                Counts.of(sparsity.path("units").asInt(), "unit"),
                100 * sparsity.path("deadUnits").asDouble());
    }

    private void printCode(JsonNode code, Path run) {
        int units = code.path("units").asInt();
        int active = code.path("activeUnits").asInt();
        out.printf(Locale.ROOT, "%s: %d of %s active%n", run, active, Counts.are(units, "code unit"));
        if (active < units) {
            String perUnit = code.path("klPerUnit")
                    .valueStream()
                    .map(kl -> String.format(Locale.ROOT, "%.2f", kl.asDouble()))
                    .collect(Collectors.joining(" "));
            messages.warn("%d of %s collapsed to the prior and can tell nothing about the input (divergence of"
                            .formatted(units - active, Counts.have(units, "code unit"))
                    + " each unit in nats: " + perUnit
                    + "); a smaller model.latent does as well, or a smaller"
                    + " model.kl.beta, a longer model.kl.warmupEpochs or model.kl.freeBits may use them");
        }
    }
}
