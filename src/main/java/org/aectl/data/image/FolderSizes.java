package org.aectl.data.image;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.config.source.Images;
import org.aectl.data.ExampleShape;
import org.jspecify.annotations.Nullable;

/**
 * What the first pictures of a folder are, by turns of its classes.
 *
 * @param isColoured whether one of them is not grey
 * @param common height and width to bring all to, where they have several sizes or are large; null where they need none
 */
public record FolderSizes(boolean isColoured, @Nullable List<Integer> common) {
    private static final int LOOKED_AT = 200;
    /** Larger pictures take long to learn, and hold more than a code of some units. */
    private static final int LARGEST = 64;
    /** Three convolutions halve it without a rest. */
    private static final int MULTIPLE = 8;

    /** @param shape with three channels, whatever the colours */
    private record Look(ExampleShape shape, boolean isColoured) {}

    public static FolderSizes of(Path folder) {
        List<Look> looks = ImageFolder.first(
                new Images(folder, null, Images.Color.RGB, null),
                LOOKED_AT,
                picture -> new Look(picture.shape(), isColoured(picture.pixels())));
        boolean isColoured = looks.stream().anyMatch(Look::isColoured);
        List<ExampleShape> shapes = looks.stream().map(Look::shape).toList();
        ExampleShape first = shapes.get(0);
        boolean isOneSize = shapes.stream().allMatch(first::equals);
        if (isOneSize && first.height() <= LARGEST && first.width() <= LARGEST) {
            return new FolderSizes(isColoured, null);
        }
        double height = median(shapes.stream().mapToInt(ExampleShape::height));
        double width = median(shapes.stream().mapToInt(ExampleShape::width));
        double factor = Math.min(1, LARGEST / Math.max(height, width));
        return new FolderSizes(isColoured, List.of(rounded(height * factor), rounded(width * factor)));
    }

    private static int median(IntStream lengths) {
        int[] sorted = lengths.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static int rounded(double length) {
        return Math.max(MULTIPLE, (int) Math.round(length / MULTIPLE) * MULTIPLE);
    }

    private static boolean isColoured(byte[] pixels) {
        int plane = pixels.length / 3;
        return IntStream.range(0, plane)
                .anyMatch(i -> pixels[i] != pixels[i + plane] || pixels[i] != pixels[i + 2 * plane]);
    }
}
