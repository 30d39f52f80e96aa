package org.aectl.run.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.ValueRange;
import org.aectl.data.prepare.Scaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileCheckpointTest extends HostileArchives {
    @Override
    String index() {
        return "checkpoint.json";
    }

    @Override
    void write(Path file, String model, int features) throws IOException {
        CheckpointFile.write(
                file,
                new Checkpoint(
                        config(model),
                        ExampleShape.features(features),
                        List.of(),
                        List.of("no", "yes"),
                        Columns.NONE,
                        Scaling.none(features),
                        ValueRange.BYTE,
                        new TrainingProgress(0, 5, 50, 5, 4, 0.25, 1, false),
                        "epoch,learningRate\n",
                        new float[32],
                        new float[64]));
    }

    @Override
    float[] read(Path file) throws IOException {
        return CheckpointFile.read(file).parameters();
    }

    @Override
    String trillion() {
        return "1000000-1000000-2-1000000-1000000 with 2,000,007,000,002";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rollbacks\" : 0 | \"rollbacks\" : -1            | progress.rollbacks must be at least 0, was -1",
                "\"batches\" : 0   | \"batches\" : -1              | progress.partial.batches must be at least 0, was -1",
                "\"examples\" : 0  | \"examples\" : -1             | progress.partial.examples must be at least 0, was -1",
                "\"parts\" : { }   | \"parts\" : { \"kl\" : null } | damaged",
                "\"parts\" : { }   | \"parts\" : null              | damaged",
                "\"data\" : [ ]    | \"data\" : [ null ]          | damaged",
            })
    void progressThatCannotBeIsRefused(String was, String becomes, String reason) throws IOException {
        refusedWith(was, becomes, reason);
    }

    @Test
    void moreNumbersThanAnyOptimizerRemembersAreNotRead() throws IOException {
        long zeros = 200L << 20;

        refused(
                allBut("optimizer.bin").addZeros("optimizer.bin", zeros, zeros),
                "its optimizer.bin has 52,428,800 numbers, but by its config there are at most 186");
    }
}
