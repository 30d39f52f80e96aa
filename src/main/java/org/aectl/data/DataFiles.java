package org.aectl.data;

import java.util.List;
import java.util.function.Supplier;

/** The files that examples come from; reading them whole, for their checksums, may wait until it is asked for. */
final class DataFiles {
    private final Supplier<List<DataFile>> reading;

    private DataFiles(Supplier<List<DataFile>> reading) {
        this.reading = reading;
    }

    static DataFiles of(List<DataFile> files) {
        return new DataFiles(() -> files);
    }

    static DataFiles later(List<Supplier<DataFile>> files) {
        return new DataFiles(() -> files.stream().map(Supplier::get).distinct().toList());
    }

    static DataFiles laterLists(List<Supplier<List<DataFile>>> files) {
        return new DataFiles(() ->
                files.stream().flatMap(list -> list.get().stream()).distinct().toList());
    }

    List<DataFile> read() {
        return reading.get();
    }
}
