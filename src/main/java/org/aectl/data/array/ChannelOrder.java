package org.aectl.data.array;

import java.util.Set;
import org.aectl.base.Warnings;
import org.aectl.data.ExampleShape;

/** Whether what is taken for the channels of pictures can be that. */
public final class ChannelOrder {
    /** Of pictures: grey; red, green and blue; these and how far one can see through. */
    private static final Set<Integer> USUAL = Set.of(1, 3, 4);

    private ChannelOrder() {}

    /** Says so where what is taken for the height would be channels, and what is taken for these would not. */
    public static void doubt(String name, ExampleShape shape) {
        if (USUAL.contains(shape.height()) && !USUAL.contains(shape.channels())) {
            Warnings.tell(
                    "%1$s: examples of [%2$d, %3$d, %4$d] are read as %2$d rows of %3$d pixels with %4$d channels; data.channels of an NPY or Parquet source says that channels are first, or that this is right (last)"
                            .formatted(name, shape.height(), shape.width(), shape.channels()));
        }
    }
}
