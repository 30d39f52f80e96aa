package org.aectl.config.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.Activation;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.source.Csv;
import org.aectl.config.source.SwissRoll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeConfig() throws IOException {
        file = folder.resolve("a.yaml");
        Files.writeString(file, """
                data: { type: swiss-roll, noise: 0.1 }
                model: { type: ae, latent: 2, encoder: { layers: [64, 32] } }
                training: { optimizer: { type: sgd, learningRate: 0.5 } }
                """);
    }

    @Test
    void changeNumbersWordsListsAndObjects() {
        ExperimentConfig config = load(
                "model.latent=3",
                "model.codeActivation=tanh",
                "model.encoder.layers=[8, 4]",
                "training.optimizer={ type: adam, learningRate: 1e-4 }",
                "name=other");
        assertThat(config.name()).isEqualTo("other");
        assertThat(config.model().latent()).isEqualTo(3);
        assertThat(config.model().codeActivation()).isEqualTo(Activation.TANH);
        assertThat(config.model().encoder()).isEqualTo(new NetworkConfig.Dense(List.of(8, 4), Activation.RELU, false));
        assertThat(config.training().optimizer()).isEqualTo(new OptimizerConfig.Adam(1e-4, 0.9, 0.999, 1e-8));
    }

    @Test
    void changeOneElementOfAList() {
        assertThat(load("model.encoder.layers.1=5").model().encoder())
                .isEqualTo(new NetworkConfig.Dense(List.of(64, 5), Activation.RELU, false));
    }

    @Test
    void makeTheObjectsOnTheWay() {
        ExperimentConfig config = load("training.gradientClip.norm=3", "training.checkpoints.keep=1");
        assertThat(config.training().gradientClip()).isEqualTo(new TrainingConfig.GradientClip(3.0, null));
        assertThat(config.training().checkpoints()).isEqualTo(new TrainingConfig.Checkpoints(1, 10, 1));
    }

    @Test
    void bringBackTheDefaultByNull() {
        ExperimentConfig config = load("data.noise=null", "training.optimizer=null");
        assertThat(config.data().source()).isEqualTo(new SwissRoll(2000, 0));
        assertThat(config.training().optimizer()).isInstanceOf(OptimizerConfig.Adam.class);
    }

    @Test
    void areAppliedInOrder() {
        assertThat(load("model.latent=3", "model.latent=4").model().latent()).isEqualTo(4);
    }

    @Test
    void keepEqualsSignsInTheValue() {
        ExperimentConfig config = load("data={ type: csv, path: a=b.csv }");
        assertThat(config.data().source())
                .isInstanceOfSatisfying(
                        Csv.class, csv -> assertThat(csv.path().toString()).endsWith("a=b.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "model.latent=0; --set model.latent=0: model.latent must be at least 1, was 0",
                "model.latnet=3; --set model.latnet=3: unknown key model.latnet",
                "model.encoder.layers.2=5; model.encoder.layers has 2 elements, counted from 0, and no 2",
                "model.encoder.layers.-1=5; model.encoder.layers has 2 elements, counted from 0, and no -1",
                "model.encoder.layers.first.x=5; model.encoder.layers has 2 elements, counted from 0, and no first",
                "model.latent.x=5; model.latent is 2, which has no x in it",
                "model.latent.x.y=5; model.latent is 2, which has no x in it",
                "model.latent; must be key.path=value",
                "=3; must be key.path=value",
                "model.latent=; must be key.path=value",
                "model.encoder.layers=[1, 2; the value is no YAML: expected ',' or ']'",
                "model..latent=2; unknown key model.",
                "model.decoder.layers.0=2; model.decoder.layers must be a list such as [512, 256], was an object"
            })
    void problemsNameTheOverride(String override, String problem) {
        assertThatThrownBy(() -> load(override))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--set " + override + ": ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("\n");
    }

    @Test
    void problemsOfTheFileComeFirst() {
        assertThatThrownBy(() -> load("model.latent=0", "data.noise=-1", "model.tied=maybe"))
                .hasMessageMatching("--set model.latent=0: .*\\R.*|(?s)--set .*");
        assertThatThrownBy(() -> ConfigLoader.load(
                        Files.writeString(folder.resolve("b.yaml"), "data: { type: swiss-roll }\nmodel: { type: a }\n"),
                        List.of("model.latent=0")))
                .hasMessageMatching(
                        ".*b.yaml:2: model.type must be one of ae, sae, sparse, dae, vae, cvae, was a.*\\R--set model.latent=0: .*");
    }

    private ExperimentConfig load(String... overrides) {
        return ConfigLoader.load(file, List.of(overrides));
    }
}
