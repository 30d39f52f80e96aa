package org.aectl.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.aectl.base.InvalidInputException;
import org.aectl.config.source.Images.Color;
import org.aectl.data.ExampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of every kind have the pixels that another program reads in them; good-data/pictures/make.py says how. */
class PictureTest {
    private static final Path FOLDER = Path.of("src/test/resources/good-data/pictures");

    static List<String> expected() throws IOException {
        return Files.readAllLines(FOLDER.resolve("expected.txt"));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void hasThePixelsThatAnotherProgramReads(String line) {
        String[] words = line.split(" ");
        int[] values = Arrays.stream(words).skip(3).mapToInt(Integer::parseInt).toArray();
        Picture picture = Picture.read(FOLDER.resolve(words[0]), Color.RGB, null);
        ExampleShape shape = picture.shape();

        assertThat(List.of(shape.height(), shape.width()))
                .containsExactly(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        int step = shape.size() > 60 ? 4 : 1;
        // Programs round differently where JPEG's blocks are computed.
        int tolerance = line.contains("jp") ? 2 : 0;
        int place = 0;
        for (int y = 0; y < shape.height(); y += step) {
            for (int x = 0; x < shape.width(); x += step) {
                for (int channel = 0; channel < 3; channel++) {
                    int found = picture.pixels()[(channel * shape.height() + y) * shape.width() + x] & 0xFF;
                    assertThat(found)
                            .as("channel %d of %d, %d", channel, y, x)
                            .isCloseTo(values[place++], within(tolerance));
                }
            }
        }
        assertThat(place).isEqualTo(values.length);
    }

    @Test
    void isTurnedBeforeItIsBroughtToASize() {
        Picture upright = Picture.read(FOLDER.resolve("exif-1.png"), Color.GREY, List.of(3, 2));
        Picture turned = Picture.read(FOLDER.resolve("exif-6.png"), Color.GREY, List.of(3, 2));

        assertThat(turned.pixels()).containsExactly(new int[] {120, 0, 160, 40, 200, 80});
        assertThat(upright.pixels()).isNotEqualTo(turned.pixels());
    }

    @Test
    void of16BitsIsKnownToBe() {
        assertThat(Picture.read(FOLDER.resolve("grey-16.tif"), Color.GREY, null).depth())
                .isEqualTo(16);
        assertThat(Picture.read(FOLDER.resolve("grey-16.png"), Color.GREY, null).depth())
                .isEqualTo(16);
        assertThat(Picture.read(FOLDER.resolve("grey.tif"), Color.GREY, null).depth())
                .isEqualTo(8);
    }

    @Test
    void ofFloatingPointNumbersIsRefused(@TempDir Path folder) throws IOException {
        // A TIFF file of one row of two 32-bit floating-point numbers.
        ByteBuffer tiff = ByteBuffer.allocate(200);
        tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 9);
        int[][] tags = {{256, 2}, {257, 1}, {258, 32}, {259, 1}, {262, 1}, {273, 150}, {277, 1}, {279, 8}, {339, 3}};
        for (int[] tag : tags) {
            tiff.putShort((short) tag[0])
                    .putShort((short) 3)
                    .putInt(1)
                    .putShort((short) tag[1])
                    .putShort((short) 0);
        }
        tiff.putInt(0);
        Path file = Files.write(folder.resolve("a.tif"), tiff.array());

        assertThatThrownBy(() -> Picture.read(file, Color.GREY, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a.tif: has values of 32 bits");
    }

    /** Whatever the bytes say, there is a picture or one line. */
    @Test
    void ofDamagedBytesIsRefusedInOneLine(@TempDir Path folder) throws IOException {
        Random random = new Random(7);
        Path file = folder.resolve("damaged.tif");
        for (String name :
                List.of("grey.tif", "rgb-jpeg.tif", "grey-lzw.tif", "cmyk.jpg", "exif-6.jpg", "exif-6.png")) {
            byte[] good = Files.readAllBytes(FOLDER.resolve(name));
            for (int i = 0; i < 150; i++) {
                byte[] bytes = good.clone();
                for (int change = 0; change <= i % 4; change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                Files.write(file, i % 5 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
                try {
                    Picture picture = Picture.read(file, Color.RGB, List.of(2, 2));
                    assertThat(picture.pixels()).hasSize(12);
                } catch (InvalidInputException refused) {
                    assertThat(refused.getMessage()).startsWith(file.toString()).doesNotContain("\n");
                }
            }
        }
    }

    @Test
    void whoseTagsPromiseMoreThanThereIsIsRefusedBeforeItIsDecoded(@TempDir Path folder) throws IOException {
        byte[] tiff = Files.readAllBytes(FOLDER.resolve("grey.tif"));
        int entry = entry(tiff, 279);
        tiff[entry + 11] = 0x7F;
        Path file = Files.write(folder.resolve("a.tif"), tiff);

        assertThatThrownBy(() -> Picture.read(file, Color.GREY, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its tags promise more than it holds");
    }

    /** Where a tag's entry stands in a little-endian file. */
    private static int entry(byte[] tiff, int tag) {
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int entry = bytes.getInt(4) + 2;
        while (bytes.getShort(entry) != tag) {
            entry += 12;
        }
        // Given as a long number, so that all four bytes count.
        bytes.putShort(entry + 2, (short) 4);
        return entry;
    }

    @Test
    void ofFifteenBitsHasItsValuesSpreadOverEight(@TempDir Path folder) throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_555_RGB);
        image.setRGB(0, 0, 0xFFFFFF);
        image.setRGB(1, 0, 0x000000);
        Path file = folder.resolve("a.bmp");
        ImageIO.write(image, "bmp", file.toFile());

        assertThat(Picture.read(file, Color.GREY, null).pixels()).containsExactly((byte) 255, (byte) 0);
    }
}
