package org.aectl.run.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.prepare.Scaling;

class HostileClassifierTest extends HostileArchives {
    @Override
    String index() {
        return "classifier.json";
    }

    @Override
    void write(Path file, String model, int features) throws IOException {
        CheckpointFile.write(
                file,
                new ClassifierCheckpoint(
                        config(model),
                        new Finetuning(new Finetuning.Parent("a", "a.zip", "00", 1), false, 0, 1, 1, 1, 0.1, 1),
                        ExampleShape.features(features),
                        List.of("no", "yes"),
                        Columns.NONE,
                        Scaling.none(features),
                        new TrainingProgress(0, 5, 50, 5, 4, 0.25, 1, false),
                        "epoch,learningRate\n",
                        new float[32]));
    }

    @Override
    float[] read(Path file) throws IOException {
        return CheckpointFile.readClassifier(file).parameters();
    }

    @Override
    String trillion() {
        return "1000000-1000000-2-2 with 1,000,003,000,008";
    }
}
