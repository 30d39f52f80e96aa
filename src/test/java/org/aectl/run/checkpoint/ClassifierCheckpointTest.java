package org.aectl.run.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.run.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ClassifierCheckpointTest {
    @TempDir
    private Path folder;

    private Path file;

    private static Finetuning finetuning() {
        return new Finetuning(
                new Finetuning.Parent("ae", "models/ae/best.zip", "00ff", 7), true, 0, 10, 10, 128, 0.001, -3);
    }

    private static ClassifierCheckpoint classifier() {
        Checkpoint parent = Checkpoints.checkpoint();
        return new ClassifierCheckpoint(
                parent.config(),
                finetuning(),
                parent.shape(),
                List.of("no", "y\u00e9s, \"really\""),
                parent.columns(),
                parent.scaling(),
                new TrainingProgress(0, 5, 50, 5, 4, 0.25, 1, false),
                "epoch,stage\n1,a\n",
                new float[] {1 / 3f, -0.0f, Float.MAX_VALUE});
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("best.zip");
        CheckpointFile.write(file, classifier());
    }

    @Test
    void everythingComesBackToTheBit() throws IOException {
        ClassifierCheckpoint read = CheckpointFile.readClassifier(file);

        assertThat(read).usingRecursiveComparison().isEqualTo(classifier());
    }

    @Test
    void theSameClassifierIsTheSameBytes() throws IOException {
        CheckpointFile.write(folder.resolve("again.zip"), classifier());

        assertThat(folder.resolve("again.zip")).hasSameBinaryContentAs(file);
    }

    @Test
    void aChangedNumberIsNoticed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = indexOf(bytes, new byte[] {(byte) 0xAB, (byte) 0xAA, (byte) 0xAA, 0x3E});
        bytes[at] ^= 1;
        Files.write(file, bytes);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CheckpointFile.readClassifier(file))
                .withMessage(file + ": damaged: the checksum of its parameters.bin is wrong");
    }

    /** Where the bytes of the first parameter, 1/3, lie. */
    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("no such bytes");
    }

    @Test
    void oneKindIsNotTakenForTheOther() throws IOException {
        Path autoencoder = folder.resolve("ae.zip");
        CheckpointFile.write(autoencoder, Checkpoints.checkpoint());

        assertThat(CheckpointFile.isClassifier(file)).isTrue();
        assertThat(CheckpointFile.isClassifier(autoencoder)).isFalse();
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CheckpointFile.read(file))
                .withMessageStartingWith(file + ": is a classifier");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CheckpointFile.readClassifier(autoencoder))
                .withMessageStartingWith(autoencoder + ": is an autoencoder and no classifier");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CheckpointFile.readClassifier(text))
                .withMessage(text + ": damaged, or no checkpoint of aectl");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> CheckpointFile.readClassifier(folder.resolve("nothing.zip")))
                .withMessage(folder.resolve("nothing.zip") + ": there is no such checkpoint");
    }

    @Test
    void aManifestKeepsHowTheClassifierWasMade() throws IOException {
        Path path = folder.resolve("manifest.json");
        Manifest manifest = Checkpoints.manifest().with(finetuning()).with(new TestAccuracy(0.75, null, 0.5));
        manifest.write(path);

        assertThat(Manifest.read(path)).isEqualTo(manifest);
        assertThat(Manifest.read(path).finetuning()).isEqualTo(finetuning());
    }

    @Test
    void aManifestFromBeforeThereWereClassifiersIsRead() throws IOException {
        Path path = folder.resolve("manifest.json");
        Checkpoints.manifest().write(path);
        ObjectNode old = (ObjectNode) JsonMapper.shared().readTree(Files.readString(path));
        old.remove(List.of("finetuning", "accuracy"));
        Files.writeString(path, old.toString());

        assertThat(Manifest.read(path)).isEqualTo(Checkpoints.manifest());
    }
}
