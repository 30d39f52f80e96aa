package org.aectl.data.image;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.aectl.config.source.Images;
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

    public static FolderSizes of(Path folder) {
        List<Picture> pictures = ImageFolder.first(new Images(folder, null, Images.Color.RGB, null), LOOKED_AT);
        List<ExampleSize> sizes = pictures.stream()
                .map(picture -> new ExampleSize(
                        picture.shape().height(), picture.shape().width()))
                .toList();
        boolean isColoured = pictures.stream().anyMatch(FolderSizes::isColoured);
        ExampleSize first = sizes.get(0);
        boolean isOneSize = sizes.stream().allMatch(first::equals);
        if (isOneSize && first.height <= LARGEST && first.width <= LARGEST) {
            return new FolderSizes(isColoured, null);
        }
        double height =
                median(sizes.stream().mapToInt(ExampleSize::height).sorted().toArray());
        double width =
                median(sizes.stream().mapToInt(ExampleSize::width).sorted().toArray());
        double factor = Math.min(1, LARGEST / Math.max(height, width));
        return new FolderSizes(isColoured, List.of(rounded(height * factor), rounded(width * factor)));
    }

    private record ExampleSize(int height, int width) {}

    private static int median(int[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static int rounded(double length) {
        return Math.max(MULTIPLE, (int) Math.round(length / MULTIPLE) * MULTIPLE);
    }

    private static boolean isColoured(Picture picture) {
        byte[] pixels = picture.pixels();
        int plane = pixels.length / 3;
        return IntStream.range(0, plane)
                .anyMatch(i -> pixels[i] != pixels[i + plane] || pixels[i] != pixels[i + 2 * plane]);
    }
}
