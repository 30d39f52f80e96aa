package org.aectl.output;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.config.source.SourceConfig.Channels;
import org.aectl.data.ExampleShape;
import org.aectl.data.array.NpyWriter;
import org.aectl.run.file.AtomicFile;

/**
 * Examples as one NumPy array of 32-bit numbers: [examples, height, width, channels], or with the channels first, or [examples,
 * features].
 */
public final class NpyExampleWriter implements ExampleWriter {
    private final AtomicFile file;
    private final NpyWriter array;
    private final ExampleShape shape;
    private final Channels order;

    /** With channels last. */
    public NpyExampleWriter(Path path, int count, ExampleShape shape) throws IOException {
        this(path, count, shape, Channels.LAST);
    }

    /** @param count examples that will be written */
    NpyExampleWriter(Path path, int count, ExampleShape shape, Channels order) throws IOException {
        this.order = order;
        this.file = AtomicFile.begin(path);
        this.shape = shape;
        this.array = new NpyWriter(file.out(), count, shape.dimensions(order));
    }

    @Override
    public void write(int row, float[] values) throws IOException {
        array.write(order == Channels.FIRST ? values : shape.toChannelsLast(values), 0, shape.size());
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
