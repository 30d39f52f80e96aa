package org.aectl.data.file;

import java.util.List;
import java.util.function.Supplier;

/** The files that examples come from; reading them whole, for their checksums, may wait until it is asked for. */
public final class DataFiles {
    private final Supplier<List<DataFile>> reading;

    private DataFiles(Supplier<List<DataFile>> reading) {
        this.reading = reading;
    }

    public static DataFiles of(List<DataFile> files) {
        return new DataFiles(() -> files);
    }

    public static DataFiles later(List<Supplier<DataFile>> files) {
        return new DataFiles(() -> files.stream().map(Supplier::get).distinct().toList());
    }

    public static DataFiles laterLists(List<Supplier<List<DataFile>>> files) {
        return new DataFiles(() ->
                files.stream().flatMap(list -> list.get().stream()).distinct().toList());
    }

    public List<DataFile> read() {
        return reading.get();
    }
}
