package org.aectl.data.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.source.Images;
import org.aectl.config.source.Images.Color;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.TestExamples;
import org.aectl.data.ValueRange;
import org.aectl.data.source.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
    @TempDir
    Path folder;

    private void save(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(requireNonNull(file.getParent()));
        String format = name.substring(name.lastIndexOf('.') + 1);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    }

    private static BufferedImage grey(int height, int width, int first) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < height * width; i++) {
            image.getRaster().setSample(i % width, i / width, 0, first + i);
        }
        return image;
    }

    private static BufferedImage colour(int type, int rgb) {
        BufferedImage image = new BufferedImage(3, 2, type);
        for (int i = 0; i < 6; i++) {
            image.setRGB(i % 3, i / 3, rgb);
        }
        return image;
    }

    private Examples read(Color color, @Nullable List<Integer> resize) {
        return Sources.open(new Images(folder, null, color, resize), null, 1).training();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif"})
    void greyPixelsKeepTheirValues(String format) throws IOException {
        // The JDK garbles interlaced GIF pictures of fewer than five rows.
        save("a." + format, grey(6, 1, 100));
        Examples examples = read(Color.GREY, null);

        assertThat(examples.shape()).isEqualTo(new ExampleShape(1, 6, 1));
        assertThat(examples.storedRange()).isEqualTo(ValueRange.BYTE);
        assertThat(TestExamples.row(examples, 0)).containsExactly(100, 101, 102, 103, 104, 105);
    }

    @Test
    void colourPixelsComeOutChannelByChannel() throws IOException {
        save("a.png", colour(BufferedImage.TYPE_INT_RGB, 0x0A1464));
        save("b.png", colour(BufferedImage.TYPE_INT_ARGB, 0x800A1464));
        Examples examples = read(Color.RGB, null);

        assertThat(examples.shape()).isEqualTo(new ExampleShape(3, 2, 3));
        for (int row = 0; row < 2; row++) {
            assertThat(TestExamples.row(examples, row))
                    .containsExactly(10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20, 100, 100, 100, 100, 100, 100);
        }
        // 0.299 * 10 + 0.587 * 20 + 0.114 * 100
        assertThat(TestExamples.row(read(Color.GREY, null), 0)).containsOnly(26);
    }

    @Test
    void subFoldersAreClassesWhoseFilesAreTakenByTurns() throws IOException {
        save("10/a.png", grey(1, 2, 0));
        save("10/b.png", grey(1, 2, 10));
        save("9/a.png", grey(1, 2, 20));
        Files.writeString(folder.resolve("9/notes.txt"), "no picture");
        Files.writeString(folder.resolve("9/.hidden.png"), "hidden");
        Files.createDirectories(folder.resolve(".git"));
        Dataset data = Sources.open(new Images(folder, null, Color.GREY, null), null, 1);

        assertThat(data.training().classes()).containsExactly("9", "10");
        assertThat(TestExamples.labels(data.training())).containsExactly("9", "10", "10");
        assertThat(TestExamples.row(data.training(), 2)).containsExactly(10, 11);
        assertThat(data.files()).hasSize(1);
        assertThat(data.files().get(0).sha256()).hasSize(64);
    }

    @Test
    void whatIsNotReadIsCountedOnce() throws IOException {
        List<String> warnings = new ArrayList<>();
        save("9/a.png", grey(1, 2, 0));
        save("9/b.png", grey(1, 2, 0));
        save("10/c.tif", grey(1, 2, 0));
        Files.writeString(folder.resolve("9/a.json"), "{}");
        Files.writeString(folder.resolve("9/b.json"), "{}");
        Files.writeString(folder.resolve("10/c.json"), "{}");
        Files.writeString(folder.resolve("10/d.WebP"), "RIFF");
        Files.createDirectories(folder.resolve("10/more"));
        try {
            Warnings.begin(warnings::add);
            read(Color.GREY, null);
            read(Color.GREY, null);
        } finally {
            Warnings.begin(text -> {});
        }

        assertThat(warnings)
                .containsExactly(
                        folder + ": 5 of 8 files are not read: 3 .json, 1 .webp, 1 folder (convert pictures to PNG,"
                                + " as with: magick mogrify -format png *.webp)");
    }

    @Test
    void aFolderOfWhichMostIsNotReadIsRefused() throws IOException {
        save("a.png", grey(1, 2, 0));
        Files.writeString(folder.resolve("b.webp"), "RIFF");
        Files.writeString(folder.resolve("c.webp"), "RIFF");

        assertThatThrownBy(() -> read(Color.GREY, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2 of 3 files are not read: 2 .webp");
    }

    @Test
    void theTestFolderMayHaveClassesThatTheTrainingFolderLacks() throws IOException {
        save("train/good/a.png", grey(1, 2, 0));
        save("test/good/b.png", grey(1, 2, 0));
        save("test/bent/c.png", grey(1, 2, 0));
        save("test/cut/d.png", grey(1, 2, 0));
        Dataset data =
                Sources.open(new Images(folder.resolve("train"), folder.resolve("test"), Color.GREY, null), null, 1);

        assertThat(data.training().classes()).containsExactly("good");
        Examples test = requireNonNull(data.test());
        assertThat(test.classes()).containsExactly("good", "bent", "cut");
        assertThat(TestExamples.labels(test)).containsExactly("good", "bent", "cut");
    }

    @Test
    void picturesAreBroughtToOneSize() throws IOException {
        save("a.png", colour(BufferedImage.TYPE_INT_RGB, 0x323232));
        save("b.jpg", colour(BufferedImage.TYPE_INT_RGB, 0x323232));
        save("c.png", grey(10, 10, 0));
        Examples examples = read(Color.GREY, List.of(4, 5));

        assertThat(examples.shape()).isEqualTo(new ExampleShape(1, 4, 5));
        assertThat(TestExamples.row(examples, 0)).containsOnly(50);
        for (float value : TestExamples.row(examples, 1)) {
            assertThat(value).isCloseTo(50, within(2f));
        }
    }

    @Test
    void shrinkingKeepsTheMeanAndEnlargingKeepsFlatAreas() {
        byte[] board = new byte[64 * 64];
        for (int i = 0; i < board.length; i++) {
            board[i] = (byte) ((i / 64 + i % 64) % 2 * 200);
        }
        byte[] small = Resampling.resize(board, new ExampleShape(1, 64, 64), new ExampleShape(1, 8, 8));

        for (byte value : small) {
            assertThat((value & 0xFF) * 1f).isCloseTo(100, within(10f));
        }
        byte[] ramp = {0, 100, (byte) 200};
        byte[] wide = Resampling.resize(ramp, new ExampleShape(1, 1, 3), new ExampleShape(1, 1, 9));
        assertThat(wide[4] & 0xFF).isEqualTo(100);
        for (int i = 1; i < wide.length; i++) {
            assertThat(wide[i] & 0xFF).isGreaterThanOrEqualTo(wide[i - 1] & 0xFF);
        }
    }

    @Test
    void ofSeveralBrokenPicturesTheFirstIsNamedWhicheverThreadFindsIt() throws IOException {
        for (int i = 10; i < 60; i++) {
            if (i == 30) {
                save(i + ".png", grey(3, 1, 0));
            } else if (i > 30) {
                Files.writeString(folder.resolve(i + ".png"), "no picture");
            } else {
                save(i + ".png", grey(2, 1, 0));
            }
        }
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> read(Color.GREY, null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("30.png: is 1x3 pixels");
        }
        save("30.png", grey(2, 1, 0));
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> read(Color.GREY, null))
                    .hasMessageContaining("31.png: is text, expected a picture");
        }
    }
}
