package org.aectl.bench;

import java.io.IOException;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batches;
import org.aectl.data.batch.Corruption;
import org.aectl.data.prepare.Scaling;
import org.aectl.data.source.Sources;
import org.aectl.infer.ParallelInference;
import org.aectl.model.Autoencoder;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.checkpoint.TrainingProgress;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingLoop;

/** This program's own side: the classes that {@code aectl train} and {@code aectl embed} run. */
final class Ours {
    private Ours() {}

    static Work of(Workload workload) {
        ExperimentConfig config = workload.config();
        Examples digits = Sources.open(config.data().source(), config.data().limit(), config.seed())
                .training();
        Scaling scaling = Scaling.fit(digits, config.data().scale());
        Autoencoder autoencoder = Autoencoder.create(
                config.model(), config.training(), NetworkPlan.of(config.model(), digits.shape(), 0), config.seed());
        Batches batches = new Batches(digits, scaling, config.data().binarize(), workload.batch(), config.seed())
                .with(Corruption.of(config.model().noise(), scaling.scaledRange(digits)))
                .withCodeNoise(autoencoder.codeNoise());
        return workload.kind() == Workload.Kind.EMBEDDING
                ? new Embedding(autoencoder, batches, workload.epochs())
                : new Training(config, autoencoder, batches);
    }

    private record Training(ExperimentConfig config, Autoencoder autoencoder, Batches batches) implements Work {
        @Override
        public void run() {
            new TrainingLoop(autoencoder, config.training(), batches, null)
                    .run(TrainingProgress.start(), List.of(), new StopRequest());
        }

        @Override
        public int examples() {
            return config.training().epochs() * batches.examples().count();
        }
    }

    private record Embedding(Autoencoder autoencoder, Batches batches, int times) implements Work {
        @Override
        public void run() throws IOException {
            try (ParallelInference inference = new ParallelInference(autoencoder)) {
                for (int i = 0; i < times; i++) {
                    inference.forEach(batches, (model, batch) -> model.codec().encode(batch), (batch, codes) -> {});
                }
            }
        }

        @Override
        public int examples() {
            return times * batches.examples().count();
        }
    }
}
