package org.aectl.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Jazzer calls: the reader that its arguments name is given the bytes that it makes up. */
public final class ReaderFuzzer {
    private static @Nullable FuzzedReader reader;
    private static @Nullable Path scratch;

    private ReaderFuzzer() {}

    /** Called once, with the name of a {@link FuzzedReader}. Its classes are loaded here, which takes long with Jazzer. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        reader = FuzzedReader.valueOf(arguments[0]);
        scratch = Files.createTempDirectory("fuzz");
        for (Path seed : reader.seeds()) {
            fuzzerTestOneInput(Files.readAllBytes(seed));
        }
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Objects.requireNonNull(reader).check(bytes, Objects.requireNonNull(scratch));
    }
}
