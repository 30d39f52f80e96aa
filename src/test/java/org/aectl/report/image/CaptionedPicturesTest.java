package org.aectl.report.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.report.image.CaptionedPictures.Picture;
import org.aectl.report.image.CaptionedPictures.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionedPicturesTest {
    private static final int BACKGROUND = 0xF2F2F2;
    private static final int INK = 0x404040;
    private static final ExampleShape SHAPE = new ExampleShape(1, 28, 28);

    private static Picture picture(int level, String caption) {
        float[] values = new float[SHAPE.size()];
        Arrays.fill(values, level);
        return new Picture(values, caption);
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    private static long ink(BufferedImage image, int left, int top, int width, int height) {
        return IntStream.range(0, width * height)
                .filter(i -> rgb(image, left + i % width, top + i / width) == INK)
                .count();
    }

    @Test
    void picturesStandBelowTheirCaptionsAndBehindThoseOfTheirRows() {
        BufferedImage image = new CaptionedPictures(
                        SHAPE,
                        ValueRange.BYTE,
                        56,
                        List.of(
                                new Row("11", List.of(picture(10, "1"), picture(20, ""))),
                                new Row("", List.of(picture(30, ""), picture(110, "")))))
                .draw();

        // Two letters of 5 pixels with one between, twice as large, between margins of 6; then cells of 56.
        int left = 22 + 12 + 2;
        int top = 14 + 12 + 2;
        assertThat(image.getWidth()).isEqualTo(left + 2 * 58);
        assertThat(image.getHeight()).isEqualTo(top + 2 * 58);
        int[] levels = {10, 20, 30, 110};
        for (int i = 0; i < 4; i++) {
            int x = left + i % 2 * 58;
            int y = top + i / 2 * 58;
            int grey = levels[i] << 16 | levels[i] << 8 | levels[i];
            assertThat(rgb(image, x, y)).isEqualTo(grey);
            assertThat(rgb(image, x + 55, y + 55)).isEqualTo(grey);
            assertThat(rgb(image, x + 56, y)).isEqualTo(BACKGROUND);
        }
        // The figure 1 has ten pixels, each four times.
        assertThat(ink(image, 0, 0, image.getWidth(), image.getHeight())).isEqualTo(3 * 40);
        assertThat(ink(image, left, 0, 56, top)).as("over the first picture").isEqualTo(40);
        assertThat(ink(image, 0, top, left - 2, 56)).as("before the first row").isEqualTo(80);
    }

    @Test
    void captionsThatAreTooWideAreWrittenSmaller() {
        // Eight letters need 47 pixels and 8 between captions; twice as large, 94.
        BufferedImage image = new CaptionedPictures(
                        SHAPE, ValueRange.BYTE, 56, List.of(new Row("", List.of(picture(0, "11111111")))))
                .draw();
        assertThat(image.getWidth()).isEqualTo(56 + 4);
        assertThat(image.getHeight()).isEqualTo(2 + 7 + 12 + 56 + 2);
        assertThat(ink(image, 0, 0, image.getWidth(), 20)).isEqualTo(8 * 10);
    }

    @Test
    void narrowPicturesMakeRoomForTheirCaptions() {
        ExampleShape narrow = new ExampleShape(1, 56, 2);
        BufferedImage image = new CaptionedPictures(
                        narrow,
                        ValueRange.BYTE,
                        56,
                        List.of(new Row(
                                "", List.of(new Picture(new float[112], "111"), new Picture(new float[112], "111")))))
                .draw();
        assertThat(image.getWidth()).isEqualTo(2 + 2 * (17 + 8 + 2));
        assertThat(ink(image, 0, 0, image.getWidth(), 20)).isEqualTo(6 * 10);
    }

    @Test
    void picturesWithoutCaptionsHaveOnlyGapsAround() {
        BufferedImage image = new CaptionedPictures(
                        SHAPE, ValueRange.BYTE, 224, List.of(new Row("", List.of(picture(200, "")))))
                .draw();
        assertThat(image.getWidth()).isEqualTo(228);
        assertThat(image.getHeight()).isEqualTo(228);
    }

    @Test
    void manyPicturesAreWrapped() {
        List<Picture> pictures =
                IntStream.range(0, 7).mapToObj(i -> picture(i, "")).toList();
        assertThat(Row.wrapped(pictures, 3))
                .extracting(row -> row.pictures().size())
                .containsExactly(3, 3, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"row 3: 7", "Iris-setosa (wild)", "~!{}|", "\u00e9t\u00e9", "\ud83d\ude00", "tab\tnext"})
    void everyCaptionCanBeWritten(String caption) {
        BufferedImage image = pictureWith(caption);

        assertThat(image.getHeight()).isGreaterThan(56);
        assertThat(ink(image, 0, 0, image.getWidth(), 14)).isPositive();
    }

    @Test
    void everyPrintableLetterOfAsciiDiffersFromAllOthersAndFromTheBoxForTheRest() {
        Set<String> pictures = new HashSet<>();
        for (char letter = ' '; letter <= '~'; letter++) {
            pictures.add(pixels(letter));
        }
        assertThat(pictures).hasSize(95).doesNotContain(pixels('\u00e9'));
        assertThat(pixels('\u00e9')).isEqualTo(pixels('\u4e2d'));
    }

    private static String pixels(char letter) {
        BufferedImage image = new BufferedImage(5, 7, BufferedImage.TYPE_INT_RGB);
        PixelText.paint(String.valueOf(letter), image, new Color(INK), 0, 0, 1);
        return Arrays.toString(image.getRGB(0, 0, 5, 7, null, 0, 5));
    }

    @Test
    void aLongCaptionIsCut() {
        String cut = "a name that is so...";
        assertThat(picture(0, "a name that is so much longer than a picture").caption())
                .isEqualTo(cut);
        assertThat(picture(0, "twenty letters fit 1").caption()).isEqualTo("twenty letters fit 1");
    }

    private static BufferedImage pictureWith(String caption) {
        return new CaptionedPictures(SHAPE, ValueRange.BYTE, 56, List.of(new Row("", List.of(picture(0, caption)))))
                .draw();
    }
}
