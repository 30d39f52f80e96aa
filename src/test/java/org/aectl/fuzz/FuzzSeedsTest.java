package org.aectl.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing starts from and all that it ever found, once each: no reader does anything but read or refuse it. */
class FuzzSeedsTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    static Stream<Arguments> seeds() {
        return Arrays.stream(FuzzedReader.values())
                .flatMap(reader -> seeds(reader).stream().map(file -> Arguments.of(reader, file)));
    }

    private static List<Path> seeds(FuzzedReader reader) {
        try {
            return reader.seeds();
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isReadOrRefusedInWholeLines(FuzzedReader reader, Path file, @TempDir Path scratch) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertTimeoutPreemptively(LONGEST, () -> reader.check(bytes, scratch));
    }

    @ParameterizedTest
    @EnumSource
    void everyReaderHasSeeds(FuzzedReader reader) throws IOException {
        assertThat(reader.seeds()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void noFolderOfSeedsIsForgotten() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/fuzz"))) {
            assertThat(folders.filter(Files::isDirectory))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(FuzzedReader.values())
                            .map(FuzzedReader::ownSeeds)
                            .filter(Files::isDirectory)
                            .toList());
        }
    }
}
