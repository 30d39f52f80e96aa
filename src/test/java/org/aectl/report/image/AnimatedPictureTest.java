package org.aectl.report.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimatedPictureTest {
    @TempDir
    private Path folder;

    /** All levels of grey, each frame begins with another one. */
    private static BufferedImage grey(int frame) {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 512; i++) {
            int level = (i + 50 * frame) % 256;
            image.setRGB(i % 32, i / 32, new Color(level, level, level).getRGB());
        }
        return image;
    }

    private static BufferedImage colour(int frame) {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 200; i++) {
            image.setRGB(i % 20, i / 20, new Color(i % 20 * 12, i / 20 * 25, 60 * frame).getRGB());
        }
        return image;
    }

    private static <T> List<T> read(Path file, FrameReader<T> read) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(input);
            List<T> frames = new ArrayList<>();
            for (int i = 0; i < reader.getNumImages(true); i++) {
                frames.add(read.of(reader, i));
            }
            return frames;
        } finally {
            reader.dispose();
        }
    }

    private interface FrameReader<T> {
        T of(ImageReader reader, int frame) throws IOException;
    }

    private static IIOMetadataNode node(ImageReader reader, int frame, String name) throws IOException {
        IIOMetadataNode root =
                (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }

    @Test
    void framesGoForthAndBackWithEveryLevelOfGrey() throws IOException {
        Path file = folder.resolve("picture.gif");
        AnimatedPicture.write(4, AnimatedPictureTest::grey, file);

        List<BufferedImage> frames = read(file, ImageReader::read);
        int[] order = {0, 1, 2, 3, 2, 1};
        assertThat(frames).hasSize(order.length);
        for (int i = 0; i < order.length; i++) {
            assertSame(frames.get(i), grey(order[i]), 0);
        }
        assertThat(folder.toFile().list()).containsExactly("picture.gif");
    }

    @Test
    void coloursAreNearlyThoseOfThePicture() throws IOException {
        Path file = folder.resolve("picture.gif");
        AnimatedPicture.write(3, AnimatedPictureTest::colour, file);

        List<BufferedImage> frames = read(file, ImageReader::read);
        assertThat(frames).hasSize(4);
        for (int i = 0; i < 3; i++) {
            assertSame(frames.get(i), colour(i), 4);
        }
    }

    private static void assertSame(BufferedImage found, BufferedImage expected, int tolerance) {
        assertThat(found.getWidth()).isEqualTo(expected.getWidth());
        assertThat(found.getHeight()).isEqualTo(expected.getHeight());
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (found.getRGB(x, y) >> shift & 0xFF) - (expected.getRGB(x, y) >> shift & 0xFF);
                    assertThat(Math.abs(difference)).as("pixel %d, %d", x, y).isLessThanOrEqualTo(tolerance);
                }
            }
        }
    }

    @Test
    void itIsShownForEverAndEachFrameForAWhile() throws IOException {
        Path file = folder.resolve("picture.gif");
        AnimatedPicture.write(3, AnimatedPictureTest::grey, file);

        assertThat(read(
                        file,
                        (reader, frame) ->
                                node(reader, frame, "GraphicControlExtension").getAttribute("delayTime")))
                .containsExactly("12", "12", "12", "12");
        IIOMetadataNode loop = read(file, (reader, frame) -> node(reader, 0, "ApplicationExtension"))
                .get(0);
        assertThat(loop.getAttribute("applicationID") + loop.getAttribute("authenticationCode"))
                .isEqualTo("NETSCAPE2.0");
        assertThat((byte[]) loop.getUserObject()).containsExactly(1, 0, 0);
    }

    @Test
    void twoFramesOrOneAreShownAsTheyAre() throws IOException {
        Path file = folder.resolve("picture.gif");
        AnimatedPicture.write(2, AnimatedPictureTest::grey, file);
        assertThat(read(file, ImageReader::read)).hasSize(2);
        AnimatedPicture.write(1, AnimatedPictureTest::grey, file);
        assertThat(read(file, ImageReader::read)).hasSize(1);
    }

    @Test
    void theSameFramesGiveTheSameBytes() throws IOException {
        AnimatedPicture.write(3, AnimatedPictureTest::colour, folder.resolve("one.gif"));
        AnimatedPicture.write(3, AnimatedPictureTest::colour, folder.resolve("two.gif"));
        assertThat(folder.resolve("one.gif")).hasSameBinaryContentAs(folder.resolve("two.gif"));
    }

    @Test
    void aFrameThatCannotBeDrawnLeavesTheOlderFileAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("picture.gif"), "older");
        assertThatThrownBy(() -> AnimatedPicture.write(
                        3,
                        frame -> {
                            if (frame == 2) {
                                throw new IllegalStateException("no frame 2");
                            }
                            return grey(frame);
                        },
                        file))
                .hasMessage("no frame 2");
        assertThat(file).hasContent("older");
        assertThat(folder.toFile().list()).containsExactly("picture.gif");
    }
}
