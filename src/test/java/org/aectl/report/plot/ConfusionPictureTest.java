package org.aectl.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.eval.classifier.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionPictureTest {
    private static ConfusionMatrix always(int predicted, int classes) {
        int[][] counts = new int[classes][classes];
        IntStream.range(0, classes).forEach(actual -> counts[actual][predicted] = 100);
        return new ConfusionMatrix(
                IntStream.range(0, classes)
                        .mapToObj(number -> "a class with the long name " + number)
                        .toList(),
                counts);
    }

    private static long pixels(BufferedImage picture, Color color) {
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += picture.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void whatIsFoundIsBlueAndWhatIsMistakenRed() {
        BufferedImage picture = new ConfusionPicture(always(1, 3)).draw();
        long blue = pixels(picture, new Color(0x1F, 0x5A, 0x93));
        long red = pixels(picture, new Color(0xB8, 0x2E, 0x2E));

        assertThat(blue).isPositive();
        // Two cells against one; the numbers in them are painted over their colour.
        assertThat((double) red / blue).isBetween(1.8, 2.2);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40, 300})
    void aMatrixOfAnySizeHasItsPicture(int classes) {
        BufferedImage picture = new ConfusionPicture(always(0, classes)).draw();

        assertThat(picture.getWidth()).isBetween(classes * 6, 2500);
        assertThat(picture.getHeight()).isBetween(classes * 6, 2500);
    }

    @Test
    void aMatrixOfShortNamesHasRoomForThem() {
        BufferedImage picture =
                new ConfusionPicture(new ConfusionMatrix(List.of("a", "b"), new int[][] {{1, 0}, {0, 1}})).draw();

        assertThat(picture.getWidth()).isLessThan(340);
    }
}
