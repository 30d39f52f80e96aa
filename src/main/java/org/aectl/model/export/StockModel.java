package org.aectl.model.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.aectl.config.LikelihoodKind;
import org.aectl.config.ModelConfig;
import org.aectl.config.bind.EnumNames;
import org.aectl.model.Autoencoder;
import org.aectl.model.likelihood.Likelihoods;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * The same network built of Deeplearning4j's own layers, so that any program with deeplearning4j-nn can load it without
 * this one. It is slower to train there, but computes the same.
 */
public final class StockModel {
    private StockModel() {}

    /** Why there is none of a network; empty where there is. */
    public static Optional<String> obstacle(ModelConfig model) {
        if (model.activeUnits() < model.latent()) {
            return Optional.of(
                    "Deeplearning4j has no layer that keeps the largest activations only (model.sparsity top-k)");
        }
        LikelihoodKind likelihood = model.reconstruction();
        return Likelihoods.stock(model).isPresent()
                ? Optional.empty()
                : Optional.of("Deeplearning4j has no output layer with the activation " + likelihood.output()
                        + " (model.reconstruction " + EnumNames.of(likelihood) + ")");
    }

    /**
     * Writes the zip archive of Deeplearning4j's ModelSerializer; equal weights give equal bytes.
     *
     * @throws IllegalStateException if {@link #obstacle} gives a reason against it
     */
    public static void write(Autoencoder autoencoder, OutputStream out) throws IOException {
        obstacle(autoencoder.model()).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ComputationGraph stock =
                StockGraph.build(autoencoder.plan(), autoencoder.model(), autoencoder.training(), autoencoder.graph());
        try {
            ModelSerializer.writeModel(stock, archive, false);
        } finally {
            // The graph's own method also has Java collect all garbage, twice.
            stock.params().close();
        }
        copyWithoutTimes(archive.toByteArray(), out);
    }

    private static void copyWithoutTimes(byte[] archive, OutputStream out) throws IOException {
        ZipOutputStream copy = new ZipOutputStream(out);
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                ZipEntry timeless = new ZipEntry(entry.getName());
                timeless.setTime(0);
                copy.putNextEntry(timeless);
                entries.transferTo(copy);
                copy.closeEntry();
            }
        }
        copy.finish();
    }
}
