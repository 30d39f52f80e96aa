package org.aectl.report.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageGridTest {
    private static final int BACKGROUND = 0xF2F2F2;
    private static final int GAP = 2;

    @TempDir
    private Path folder;

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    private static int grey(int level) {
        return level << 16 | level << 8 | level;
    }

    @Test
    void aGreyPictureIsEnlargedByAWholeFactorWithoutChangingItsLevels() {
        ExampleShape shape = new ExampleShape(1, 2, 3);
        float[] picture = {0, 64, 128, 192, 255, 100};
        BufferedImage grid = new ImageGrid(shape, ValueRange.BYTE, 8, List.of(List.of(picture))).draw();
        // 56 pixels hold 3 columns 18 times.
        int factor = 18;
        assertThat(grid.getWidth()).isEqualTo(3 * factor + 2 * GAP);
        assertThat(grid.getHeight()).isEqualTo(2 * factor + 2 * GAP);
        for (int y = 0; y < grid.getHeight(); y++) {
            for (int x = 0; x < grid.getWidth(); x++) {
                int row = Math.floorDiv(y - GAP, factor);
                int column = Math.floorDiv(x - GAP, factor);
                boolean inside = row >= 0 && row < 2 && column >= 0 && column < 3;
                int expected = inside ? grey((int) picture[row * 3 + column]) : BACKGROUND;
                assertThat(rgb(grid, x, y)).as("pixel %d, %d", x, y).isEqualTo(expected);
            }
        }
    }

    @Test
    void aColourPictureKeepsItsChannels() {
        ExampleShape shape = new ExampleShape(3, 1, 2);
        // Red 10 and 20, green 30 and 40, blue 50 and 60.
        float[] picture = {10, 20, 30, 40, 50, 60};
        BufferedImage grid = new ImageGrid(shape, ValueRange.BYTE, 8, List.of(List.of(picture))).draw();
        assertThat(grid.getWidth()).isEqualTo(2 * 28 + 2 * GAP);
        assertThat(rgb(grid, GAP, GAP)).isEqualTo(10 << 16 | 30 << 8 | 50);
        assertThat(rgb(grid, GAP + 27, GAP + 27)).isEqualTo(10 << 16 | 30 << 8 | 50);
        assertThat(rgb(grid, GAP + 28, GAP)).isEqualTo(20 << 16 | 40 << 8 | 60);
    }

    @Test
    void aPictureLargerThanACellIsShownAsItIs() {
        ExampleShape shape = new ExampleShape(1, 2, 57);
        BufferedImage grid = new ImageGrid(shape, ValueRange.BYTE, 8, List.of(List.of(new float[2 * 57]))).draw();
        assertThat(grid.getWidth()).isEqualTo(57 + 2 * GAP);
        assertThat(grid.getHeight()).isEqualTo(2 + 2 * GAP);
    }

    @Test
    void eachReconstructionStandsBelowItsOriginal() {
        ExampleShape shape = new ExampleShape(1, 28, 28);
        List<float[]> originals = List.of(flat(10), flat(20), flat(30));
        List<float[]> reconstructions = List.of(flat(110), flat(120), flat(130));
        BufferedImage grid = new ImageGrid(shape, ValueRange.BYTE, 2, List.of(originals, reconstructions)).draw();
        int cell = 56 + GAP;
        int block = 2 * cell + 10;
        assertThat(grid.getWidth()).isEqualTo(2 * cell + GAP);
        assertThat(grid.getHeight()).isEqualTo(2 * block + GAP);
        for (int i = 0; i < 3; i++) {
            int x = GAP + i % 2 * cell;
            int y = GAP + i / 2 * block;
            assertThat(rgb(grid, x, y)).isEqualTo(grey(10 * (i + 1)));
            assertThat(rgb(grid, x + 55, y + 55)).isEqualTo(grey(10 * (i + 1)));
            assertThat(rgb(grid, x, y + 56)).isEqualTo(BACKGROUND);
            assertThat(rgb(grid, x, y + cell)).isEqualTo(grey(100 + 10 * (i + 1)));
            assertThat(rgb(grid, x + 55, y + cell + 55)).isEqualTo(grey(100 + 10 * (i + 1)));
        }
        assertThat(rgb(grid, GAP + cell, GAP + block)).as("no fourth picture").isEqualTo(BACKGROUND);
    }

    private static float[] flat(float value) {
        float[] picture = new float[28 * 28];
        java.util.Arrays.fill(picture, value);
        return picture;
    }

    @Test
    void thePngFileIsThePicture() throws IOException {
        ExampleShape shape = new ExampleShape(1, 2, 2);
        ImageGrid grid = new ImageGrid(shape, new ValueRange(-1, 1), 4, List.of(List.of(new float[] {-1, 0, 0.5f, 7})));
        Path file = folder.resolve("grid.png");
        grid.write(file);
        BufferedImage read = ImageIO.read(file.toFile());
        BufferedImage drawn = grid.draw();
        assertThat(read.getWidth()).isEqualTo(drawn.getWidth());
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                assertThat(rgb(read, x, y)).isEqualTo(rgb(drawn, x, y));
            }
        }
        assertThat(rgb(read, GAP, GAP)).isEqualTo(grey(0));
        assertThat(rgb(read, GAP + 28, GAP)).isEqualTo(grey(128));
        assertThat(rgb(read, GAP, GAP + 28)).isEqualTo(grey(191));
        assertThat(rgb(read, GAP + 28, GAP + 28)).isEqualTo(grey(255));
        assertThat(folder.toFile().list()).containsExactly("grid.png");
    }

    /** Pictures of one level each: their row number. */
    private record Levels(
            ExampleShape shape, int count, @Nullable ValueRange storedRange) implements Examples {
        @Override
        public boolean inMemory() {
            return true;
        }

        @Override
        public void read(int row, float[] target, int offset) {
            java.util.Arrays.fill(target, offset, offset + shape.size(), row);
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public int label(int row) {
            throw new IllegalStateException("the examples have no labels");
        }
    }

    @Test
    void aSheetShowsTheFirstSixtyFourExamplesEightInARow() throws IOException {
        Path file = folder.resolve("sheet.png");
        ExampleSheet.write(new Levels(new ExampleShape(1, 28, 28), 100, ValueRange.BYTE), file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        int cell = 56 + GAP;
        assertThat(sheet.getWidth()).isEqualTo(8 * cell + GAP);
        assertThat(sheet.getHeight()).isEqualTo(8 * cell + GAP);
        for (int i = 0; i < 64; i++) {
            assertThat(rgb(sheet, GAP + i % 8 * cell, GAP + i / 8 * cell))
                    .as("example %d", i)
                    .isEqualTo(grey(i));
        }
    }

    @Test
    void fewerExamplesMakeASmallerSheet() throws IOException {
        Path file = folder.resolve("sheet.png");
        ExampleSheet.write(new Levels(new ExampleShape(3, 28, 28), 3, null), file);
        BufferedImage sheet = ImageIO.read(file.toFile());
        int cell = 56 + GAP;
        assertThat(sheet.getWidth()).isEqualTo(3 * cell + GAP);
        assertThat(sheet.getHeight()).isEqualTo(cell + GAP);
        assertThat(rgb(sheet, GAP, GAP)).isEqualTo(grey(0));
        assertThat(rgb(sheet, GAP + cell, GAP)).isEqualTo(grey(128));
        assertThat(rgb(sheet, GAP + 2 * cell, GAP)).isEqualTo(grey(255));
    }

    @Test
    void examplesThatAreNoPicturesHaveNoSheet() {
        for (ExampleShape shape : List.of(ExampleShape.features(12), new ExampleShape(2, 3, 4))) {
            Path file = folder.resolve("sheet.png");
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> ExampleSheet.write(new Levels(shape, 3, null), file))
                    .withMessageContaining("examples of shape " + shape + " are no pictures");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void theShownRangeIsWhatTheStorageFixesOrTheExtremesOfTheFirstExamples() {
        ExampleShape shape = new ExampleShape(1, 2, 2);
        assertThat(DisplayRange.of(new Levels(shape, 3, ValueRange.BYTE))).isEqualTo(ValueRange.BYTE);
        assertThat(DisplayRange.of(new Levels(shape, 3, null))).isEqualTo(new ValueRange(0, 2));
        assertThat(DisplayRange.of(new Levels(shape, 1000, null))).isEqualTo(new ValueRange(0, 63));
    }
}
