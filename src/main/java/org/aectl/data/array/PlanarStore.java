package org.aectl.data.array;

import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.ValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Pictures whose file has the channels of each pixel side by side, read channel by channel.
 *
 * @param pixels picture after picture, each in the order height, width, channel
 */
public record PlanarStore(ValueStore pixels, ExampleShape shape) implements ValueStore {
    @Override
    public long length() {
        return pixels.length();
    }

    @Override
    public void read(long from, float[] target, int offset, int count) {
        int size = shape.size();
        int plane = shape.height() * shape.width();
        float[] picture = new float[size];
        for (int done = 0; done < count; ) {
            long number = (from + done) / size;
            int first = (int) ((from + done) % size);
            int part = Math.min(size - first, count - done);
            pixels.read(number * size, picture, 0, size);
            for (int i = 0; i < part; i++) {
                int place = first + i;
                target[offset + done + i] = picture[place % plane * shape.channels() + place / plane];
            }
            done += part;
        }
    }

    @Override
    public @Nullable ValueRange range() {
        return pixels.range();
    }
}
