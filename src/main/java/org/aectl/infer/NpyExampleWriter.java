package org.aectl.infer;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.data.ExampleShape;
import org.aectl.data.NpyWriter;
import org.aectl.run.AtomicFile;

/** Examples as one NumPy array of 32-bit numbers: [examples, height, width, channels], or [examples, features]. */
public final class NpyExampleWriter implements ExampleWriter {
    private final AtomicFile file;
    private final NpyWriter array;
    private final ExampleShape shape;

    /** @param count examples that will be written */
    public NpyExampleWriter(Path path, int count, ExampleShape shape) throws IOException {
        this.file = AtomicFile.begin(path);
        this.shape = shape;
        this.array = new NpyWriter(file.out(), count, dimensions(shape));
    }

    private static int[] dimensions(ExampleShape shape) {
        return shape.isImage() ? new int[] {shape.height(), shape.width(), shape.channels()} : new int[] {shape.size()};
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        array.write(channelsLast(values), 0, shape.size());
    }

    private float[] channelsLast(float[] values) {
        if (shape.channels() == 1 || !shape.isImage()) {
            return values;
        }
        int plane = shape.height() * shape.width();
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i % plane * shape.channels() + i / plane] = values[i];
        }
        return result;
    }

    @Override
    public void commit() throws IOException {
        array.close();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
