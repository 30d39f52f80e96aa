package org.aectl.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full after every number of bytes at which the writing of a run's file can fail: a file system in memory whose
 * blocks have one byte.
 */
class FullDiskTest {
    private static final Checkpoint OLDER = Checkpoints.checkpoint();
    private static final Checkpoint NEWER = new Checkpoint(
            OLDER.config(),
            OLDER.shape(),
            OLDER.data(),
            OLDER.classes(),
            OLDER.columns(),
            OLDER.scaling(),
            OLDER.range(),
            new TrainingProgress(0, 8, 800, 8, 8, 0.25, 0, false),
            OLDER.metrics() + "8,0.1,0.25\n",
            new float[] {1, 2, 3, 4, 5, 6, 7},
            new float[] {8, 9});

    @TempDir
    private Path folder;

    private byte[] older = {};
    private byte[] newer = {};

    @BeforeEach
    void writeBoth() throws IOException {
        Path file = folder.resolve("checkpoint.zip");
        CheckpointFile.write(file, OLDER);
        older = Files.readAllBytes(file);
        CheckpointFile.write(file, NEWER);
        newer = Files.readAllBytes(file);
    }

    private static FileSystem disk(long bytes) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setBlockSize(1)
                .setMaxSize(bytes)
                .build());
    }

    /** At every seventh byte, which no write but the shortest is without, and at each of the last. */
    private int[] rooms() {
        return IntStream.range(0, newer.length)
                .filter(room -> room % 7 == 0 || newer.length - room < 50)
                .toArray();
    }

    @Test
    void whereverTheDiskIsFullThePreviousCheckpointIsWhole() throws IOException {
        for (int room : rooms()) {
            try (FileSystem disk = disk(older.length + room)) {
                Path previous = Files.write(disk.getPath("epoch-0007.zip"), older);

                refusedForWantOfRoom(disk.getPath("epoch-0008.zip"));

                assertThat(previous).hasBinaryContent(older);
                assertThat(files(disk)).containsExactly("epoch-0007.zip");
            }
        }
    }

    @Test
    void whereverTheDiskIsFullTheCheckpointThatWasToBeReplacedIsWhole() throws IOException {
        for (int room : rooms()) {
            try (FileSystem disk = disk(older.length + room)) {
                Path best = Files.write(disk.getPath("best.zip"), older);

                refusedForWantOfRoom(best);

                assertThat(best).hasBinaryContent(older);
                assertThat(files(disk)).containsExactly("best.zip");
            }
        }
    }

    @Test
    void aDiskWithRoomForBothTakesTheNewOne() throws IOException {
        try (FileSystem disk = disk(older.length + newer.length)) {
            Path best = Files.write(disk.getPath("best.zip"), older);

            CheckpointFile.write(best, NEWER);

            assertThat(best).hasBinaryContent(newer);
        }
    }

    @Test
    void aRowOfMetricsThatIsCutShortIsForgottenByTheNextSession() throws IOException {
        String row = "1,0.1,0.5\n";
        String begun = "epoch,learningRate,training.loss\n";
        for (int room = 0; room < row.length(); room++) {
            try (FileSystem disk = disk(2 * begun.length() + room)) {
                Path file = disk.getPath("metrics.csv");
                MetricsFile metrics = MetricsFile.create(file, false, List.of("training.loss"));
                Path other = Files.writeString(disk.getPath("other"), begun);

                assertThatThrownBy(() -> metrics.append(1, "", 0.1, Map.of("training.loss", 0.5)))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageStartingWith("metrics.csv: ");
                assertThat(MetricsFile.lastLosses(file)).isEmpty();

                Files.delete(other);
                MetricsFile.resume(file, begun).append(1, "", 0.1, Map.of("training.loss", 0.5));
                assertThat(file).hasContent(begun + row);
            }
        }
    }

    private static void refusedForWantOfRoom(Path file) {
        assertThatThrownBy(() -> CheckpointFile.write(file, NEWER))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining("out of disk space");
    }

    private static List<String> files(FileSystem disk) throws IOException {
        try (Stream<Path> files = Files.list(disk.getPath("").toAbsolutePath())) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
