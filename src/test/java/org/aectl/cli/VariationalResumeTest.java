package org.aectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.cli.console.ExitCode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The draws of codes and the weight of the divergence go on after a stop as if there had been none. */
class VariationalResumeTest {
    @TempDir
    private Path folder;

    private void train(String... words) {
        String[] all = new String[words.length + 3];
        System.arraycopy(new String[] {"train", "--output", folder.toString()}, 0, all, 0, 3);
        System.arraycopy(words, 0, all, 3, words.length);
        Result result = Cli.run(all);
        assertThat(result.exitCode()).as(result.errorOutput()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: vae, kl: { beta: 2, warmupEpochs: 1.2, cycleEpochs: 1.7 }",
                "type: vae, kl: { warmupEpochs: 2, freeBits: 0.1 }, samples: 2, bound: elbo",
                "type: cvae, samples: 2"
            })
    void aRunGoesOnAsIfItHadNotStopped(String model) throws IOException {
        String config = Files.writeString(folder.resolve("experiment.yaml"), """
                data: { type: builtin, name: mnist-mini, limit: 150 }
                model: { latent: 3, encoder: { layers: [8] }, reconstruction: bernoulli, %s }
                training: { epochs: 4, batchSize: 40, optimizer: { type: adam, learningRate: 0.01 } }
                """.formatted(model))
                .toString();
        train("--config", config, "--name", "whole");
        train("--config", config, "--name", "part", "--epochs", "2");

        train("--resume", "part", "--epochs", "4");

        for (String file : List.of("metrics.csv", "model.zip", "reconstruction.png", "samples.png")) {
            assertThat(folder.resolve("part").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }
}
