package org.aectl.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Csv;
import org.aectl.config.source.Idx;
import org.aectl.config.source.Images;
import org.aectl.config.source.Npy;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.KnownClasses;
import org.aectl.data.cache.DataCache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to exhaust memory or time, or to speak to the terminal. */
class HostileDataTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private static String refusal(SourceConfig source) {
        return assertTimeoutPreemptively(LONGEST, () -> {
            InvalidInputException refused =
                    catchThrowableOfType(InvalidInputException.class, () -> Sources.open(source, null, 1));
            assertThat(refused).isNotNull();
            assertThat(refused.lines()).hasSize(1);
            return refused.lines().get(0);
        });
    }

    private static Csv csv(Path file, @Nullable Path test, @Nullable String label) {
        return new Csv(file, test, Csv.Header.AUTO, label, ",");
    }

    /** A file of as many megabytes as it says, all of these bytes. */
    private Path filled(String name, String bytes, int megabytes) throws IOException {
        byte[] piece = bytes.repeat(MEGABYTE / bytes.length()).getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                out.write(piece);
            }
        }
        return file;
    }

    @Test
    void aLineOf100MegabytesIsNoRecord() throws IOException {
        assertThat(refusal(csv(filled("digits.csv", "1", 100), null, null)))
                .contains("is no well-formed CSV")
                .hasSizeLessThan(500);
        assertThat(refusal(csv(filled("fields.csv", "1,", 100), null, null))).contains("is no well-formed CSV");
        assertThat(refusal(csv(filled("digits.csv.gz", "1", 100), null, null))).contains("is no well-formed CSV");
    }

    @Test
    void aLongRecordIsRefusedInTheSameWordsInParallel() throws IOException {
        Csv csv = csv(filled("fields.csv", "1".repeat(99) + ",", 70), null, null);
        DataCache cache = new DataCache(folder.resolve("cache"), 0, MEGABYTE);

        InvalidInputException refused = catchThrowableOfType(
                InvalidInputException.class, () -> Sources.open(csv, null, 1, cache, Missing.REFUSE, Columns.NONE));

        assertThat(refused.getMessage()).isEqualTo(refusal(csv));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceWithoutAnEndIsRefused() {
        Path zeros = Path.of("/dev/zero");
        assertThat(refusal(csv(zeros, null, null))).startsWith("/dev/zero: ");
        assertThat(refusal(new Idx(zeros, null, null, null))).startsWith("/dev/zero: ");
        assertThat(refusal(new Npy(zeros, null, null, null, null, null, null))).startsWith("/dev/zero: ");
        assertThat(refusal(new Images(zeros, null, Images.Color.GREY, null))).startsWith("/dev/zero: ");
    }

    @Test
    void aLinkToItselfIsNoFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        assertThat(refusal(csv(link, null, null))).isEqualTo(link + ": there is no such file");
        assertThat(refusal(new Images(link, null, Images.Color.GREY, null)))
                .isEqualTo(link + ": there is no such folder");
    }

    @Test
    void textInUtf16IsRefused() throws IOException {
        Path file = Files.write(folder.resolve("utf16.csv"), "1,2\n".getBytes(StandardCharsets.UTF_16));
        assertThat(refusal(csv(file, null, null))).contains("is text in UTF-16, expected CSV; convert it");
    }

    @Test
    void asManyClassesAsRowsAreComparedInSeconds() throws IOException {
        StringBuilder text = new StringBuilder("label,x\n");
        for (int i = 0; i < 300_000; i++) {
            text.append("class").append(i).append(",1\n");
        }
        Path training = Files.writeString(folder.resolve("training.csv"), text);
        Path test = Files.writeString(folder.resolve("test.csv"), text + "other,1\n");

        Dataset data = Sources.open(csv(training, test, "label"), null, 1);
        List<String> classes = Objects.requireNonNull(data.test()).classes();
        assertThat(classes).hasSize(300_001).endsWith("other");
        KnownClasses.check(data.training(), "training", classes);
    }

    @Test
    void namesAreCutAndCleanedInMessages() throws IOException {
        String name = "\u001b]0;title\u0007" + "x".repeat(100_000);
        Path file = Files.writeString(folder.resolve("names.csv"), name + ",b\n1,2\n");

        assertThat(refusal(csv(file, null, "c")))
                .doesNotContain("\u001b", "\u0007")
                .hasSizeLessThan(500);
    }

    @Test
    void aPictureOfAFormatThatIsNotPromisedIsRefused() throws IOException {
        byte[] wbmp = {0, 0, 8, 1, 0};
        Files.write(folder.resolve("a.png"), wbmp);

        assertThat(refusal(new Images(folder, null, Images.Color.GREY, null)))
                .contains("expected a picture that can be read (PNG, JPEG, GIF, BMP or TIFF)");
    }
}
