package org.aectl.data.array;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Dataset;
import org.aectl.data.ExampleShape;
import org.aectl.data.Labels;
import org.aectl.data.StoredExamples;

/** An NPY file as one is read that does not fit into memory. */
public final class StoredInFile {
    private StoredInFile() {}

    /** Unlabelled examples whose numbers stay in the file. */
    public static Dataset open(Path npy) throws IOException {
        try (ArrayInput input = ArrayInput.open(npy, NpyHeader::read)) {
            ArrayHeader header = input.reader().header();
            FileStore store = new FileStore(input.reader(), npy, header.elements());
            ExampleShape shape = ExampleShape.features(
                    (int) (header.elements() / input.reader().count()));
            return new Dataset(new StoredExamples(store, input.reader().count(), shape, Labels.NONE), null, List.of());
        }
    }
}
