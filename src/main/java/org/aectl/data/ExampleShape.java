package org.aectl.data;

import java.io.Serializable;
import org.aectl.config.source.SourceConfig.Channels;

/**
 * Shape of one example. Its values are stored channel by channel, each channel row by row: value (c, y, x) stands at
 * {@code (c * height + y) * width + x}. A plain row of features has one channel and height 1.
 *
 * @param channels at least 1
 * @param height rows of a picture, in pixels; 1 for plain features
 * @param width columns of a picture, in pixels; the number of features for plain features
 */
public record ExampleShape(int channels, int height, int width) implements Serializable {
    public ExampleShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("shape must be positive, was " + channels + "x" + height + "x" + width);
        }
        Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /** A plain row of features. */
    public static ExampleShape features(int count) {
        return new ExampleShape(1, 1, count);
    }

    /** How many values an example has. */
    public int size() {
        return channels * height * width;
    }

    /** Whether an example is a picture. */
    public boolean isImage() {
        return height > 1;
    }

    /** The sizes of an example as array files have them: height, width, channels, or the features. */
    public int[] dimensions() {
        return dimensions(Channels.LAST);
    }

    /** As {@link #dimensions()}, with the channels of a picture where they are wanted. */
    public int[] dimensions(Channels order) {
        if (!isImage()) {
            return new int[] {size()};
        }
        return order == Channels.FIRST ? new int[] {channels, height, width} : new int[] {height, width, channels};
    }

    /** The values of an example in the order that array files have them, with the channels last. */
    public float[] toChannelsLast(float[] values) {
        if (channels == 1) {
            return values;
        }
        int plane = height * width;
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i % plane * channels + i / plane] = values[i];
        }
        return result;
    }

    /** Whether it is a picture of one channel, grey, or of three, red, green and blue. */
    public boolean isDrawable() {
        return isImage() && (channels == 1 || channels == 3);
    }

    /** As people write it: {@code 640x480x3} for the width, height and channels of a picture, {@code 21} for plain features. */
    @Override
    public String toString() {
        return isImage() ? width + "x" + height + "x" + channels : Integer.toString(size());
    }
}
