package org.aectl.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.aectl.config.DataConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.Scaling;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.TrainingProgress;

/** Checkpoints with one part replaced, and checksums that are right nevertheless. */
final class CheckpointParts {
    private static final String INDEX = "checkpoint.json";

    private CheckpointParts() {}

    /** Writes a checkpoint; {@code which} chooses the part that is replaced. */
    static void write(Path file, byte which, byte[] part) throws IOException {
        Map<String, byte[]> parts = good();
        String name = List.copyOf(parts.keySet()).get((which & 0xFF) % parts.size());
        if (!name.equals(INDEX)) {
            String index = text(parts.get(INDEX));
            parts.put(
                    INDEX, index.replace(sha256(parts.get(name)), sha256(part)).getBytes(StandardCharsets.UTF_8));
        }
        parts.put(name, part);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    /** The parts of a small checkpoint, the index first. */
    static Map<String, byte[]> good() {
        try {
            Path file = Files.createTempFile("checkpoint", ".zip");
            try {
                CheckpointFile.write(file, checkpoint());
                return parts(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Map<String, byte[]> parts(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static Checkpoint checkpoint() {
        return new Checkpoint(
                ConfigLoader.parse(
                        "name: run\ndata: { type: csv, path: /a.csv }\nmodel: { type: ae, latent: 2 }\n", "good.yaml"),
                new ExampleShape(1, 2, 2),
                List.of(new DataFile("a.csv", 3, "00ff")),
                List.of("a", "b"),
                new Columns(List.of("p", "q", "r", "s", "y"), List.of("q", "p", "r", "s"), "y", null),
                new Scaling(DataConfig.Scale.UNIT, 4, new float[] {0.5f}, new float[] {2}),
                new ValueRange(0, 1),
                new TrainingProgress(0, 1, 10, 1, 1, 0.5, 0, false),
                "epoch,learningRate,training.loss\n1,0.1,0.5\n",
                new float[] {0, 1},
                new float[] {2});
    }

    private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
        return new String(bytes == null ? new byte[0] : bytes, StandardCharsets.UTF_8);
    }

    private static String sha256(byte @org.jspecify.annotations.Nullable [] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes == null ? new byte[0] : bytes));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
