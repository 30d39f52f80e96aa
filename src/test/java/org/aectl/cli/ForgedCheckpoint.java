package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.aectl.run.checkpoint.HostileZip;

/** A checkpoint, or another zip, with other content in it: with every checksum right, as whoever forges one would make them. */
final class ForgedCheckpoint {
    private final Map<String, byte[]> entries;

    private ForgedCheckpoint(Map<String, byte[]> entries) {
        this.entries = entries;
    }

    /** As it is in a file. */
    static ForgedCheckpoint of(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new ForgedCheckpoint(entries);
    }

    /** The same with an entry in place of one of that name, or beside the others. */
    ForgedCheckpoint with(String name, byte[] content) {
        Map<String, byte[]> forged = new LinkedHashMap<>(entries);
        byte[] before = forged.put(name, content);
        if (before != null) {
            forged.replaceAll((other, bytes) -> other.equals(index()) && !name.equals(other)
                    ? replaced(bytes, sha256(before), sha256(content))
                    : bytes);
        }
        return new ForgedCheckpoint(forged);
    }

    /** The same without an entry, as if none had ever been there. */
    ForgedCheckpoint without(String name) {
        Map<String, byte[]> forged = new LinkedHashMap<>(entries);
        assertThat(forged.remove(name)).isNotNull();
        forged.replaceAll((other, bytes) -> other.equals(index()) ? replaced(bytes, name, "before") : bytes);
        return new ForgedCheckpoint(forged);
    }

    /** The same with other text in an entry. */
    ForgedCheckpoint with(String name, String was, String becomes) {
        assertThat(text(name)).contains(was);
        return with(name, replaced(bytes(name), was, becomes));
    }

    /** The same with something else in the index. */
    ForgedCheckpoint withIndex(String was, String becomes) {
        return with(index(), was, becomes);
    }

    /** The same with something else than an index. */
    ForgedCheckpoint withIndex(byte[] content) {
        return with(index(), content);
    }

    /** An entry's bytes. */
    byte[] bytes(String name) {
        byte[] content = entries.get(name);
        assertThat(content).as(name).isNotNull();
        return content == null ? new byte[0] : content;
    }

    /** An entry's text. */
    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The entry that has the checksums of the others. */
    private String index() {
        return entries.containsKey("classifier.json") ? "classifier.json" : "checkpoint.json";
    }

    void write(Path file) throws IOException {
        HostileZip zip = new HostileZip();
        entries.forEach(zip::add);
        zip.write(file);
    }

    private static byte[] replaced(byte[] text, String was, String becomes) {
        return new String(text, StandardCharsets.UTF_8).replace(was, becomes).getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every JDK has SHA-256", exception);
        }
    }
}
