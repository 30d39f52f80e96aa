package org.aectl.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.junit.jupiter.api.Test;

class ExampleImageTest {
    @Test
    void aGreyPictureHasItsLevelsRoundedAndCut() {
        BufferedImage image =
                ExampleImage.of(new float[] {-2, -1, 0, 0.5f, 1, 9}, new ExampleShape(1, 2, 3), new ValueRange(-1, 1));
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        int[] levels = image.getRaster().getSamples(0, 0, 3, 2, 0, (int[]) null);
        assertThat(levels).containsExactly(0, 0, 128, 191, 255, 255);
    }

    @Test
    void theFirstThreeChannelsAreRedGreenAndBlue() {
        ExampleShape shape = new ExampleShape(4, 2, 1);
        BufferedImage image = ExampleImage.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, shape, ValueRange.BYTE);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFF000000 | 1 << 16 | 3 << 8 | 5);
        assertThat(image.getRGB(0, 1)).isEqualTo(0xFF000000 | 2 << 16 | 4 << 8 | 6);
    }

    @Test
    void aRangeWithoutWidthShowsItsValueAsBlack() {
        BufferedImage image = ExampleImage.of(new float[] {3, 4}, new ExampleShape(1, 1, 2), new ValueRange(3, 3));
        assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(0);
        assertThat(image.getRaster().getSample(1, 0, 0)).isEqualTo(255);
    }
}
