package org.aectl.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.NetworkConfig;
import org.aectl.config.NoiseConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.ScheduleConfig;
import org.aectl.config.SparsityConfig;
import org.aectl.config.bind.ConfigKey;
import org.aectl.config.bind.ConfigVariations;
import org.aectl.config.bind.ConfigVariations.Variation;
import org.aectl.config.bind.EnumNames;
import org.aectl.config.source.SourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ConfigWriterTest {
    private static final List<Variation> VARIATIONS = ConfigVariations.accepted();

    @Test
    void yamlAndJsonOfEveryShapeAreReadBackToAnEqualConfig() {
        for (Variation variation : VARIATIONS) {
            ExperimentConfig config = variation.config();
            assertThat(ConfigLoader.parse(ConfigWriter.toYaml(config), "stored.yaml"))
                    .isEqualTo(config);
            assertThat(ConfigLoader.parse(ConfigWriter.toJson(config), "stored.json"))
                    .isEqualTo(config);
        }
    }

    @Test
    void everyKeyAndEveryRecordOfASealedInterfaceIsAmongTheShapes() {
        JsonMapper mapper = new JsonMapper();
        Set<String> covered = new TreeSet<>();
        for (Variation variation : VARIATIONS) {
            covered.addAll(ConfigVariations.paths(mapper.readTree(variation.json()), ""));
        }
        assertThat(covered).containsAll(ConfigKey.paths(ExperimentConfig.class, ""));
        assertThat(covered).containsAll(types("data", SourceConfig.class));
        assertThat(covered).containsAll(types("model.encoder", NetworkConfig.class));
        assertThat(covered).containsAll(types("model.decoder", NetworkConfig.class));
        assertThat(covered).containsAll(types("model.noise", NoiseConfig.class));
        assertThat(covered).containsAll(types("model.sparsity", SparsityConfig.class));
        assertThat(covered).containsAll(types("training.optimizer", OptimizerConfig.class));
        assertThat(covered).containsAll(types("training.schedule", ScheduleConfig.class));
    }

    @Test
    void allKeysAreWrittenWithTypeFirstAndWithoutThoseThatHaveNoValue() {
        ExperimentConfig config =
                ConfigLoader.parse("name: a\ndata: { type: swiss-roll }\nmodel: { type: ae, latent: 2 }", "a.yaml");
        assertThat(ConfigWriter.toYaml(config))
                .contains("data:\n  type: swiss-roll\n  examples: 2000\n  noise: 0.0\n  validation: 0.1\n")
                .contains("  schedule:\n    type: constant\n")
                .doesNotContain("null", "decoder", "limit");
    }

    @Test
    void oneNoiseIsWrittenWithoutBracketsAndSeveralWithThem() {
        String start = "name: a\ndata: { type: swiss-roll }\nmodel: { type: dae, latent: 2, noise: ";
        String mask = "{ type: masking, probability: 0.5 }";
        ExperimentConfig one = ConfigLoader.parse(start + mask + " }", "a.yaml");
        ExperimentConfig listed = ConfigLoader.parse(start + "[" + mask + "] }", "a.yaml");
        ExperimentConfig two = ConfigLoader.parse(start + "[" + mask + ", " + mask + "] }", "a.yaml");

        assertThat(one).isEqualTo(listed);
        assertThat(ConfigWriter.toYaml(one)).contains("  noise:\n    type: masking\n    probability: 0.5\n");
        assertThat(ConfigWriter.toYaml(two)).contains("  noise:\n    - type: masking\n      probability: 0.5\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "~",
                "true",
                "no",
                "3",
                "1e5",
                "0x1f",
                "012",
                ".inf",
                "a: b",
                "# a",
                "- a",
                "*a",
                "&a",
                "!a",
                "{a}",
                "[a]",
                "'",
                "\"",
                "@a",
                "%a",
                " a",
                "a ",
                "a\nb",
                "\t",
                "\\",
                "ä\u00A0ö",
                "\u2028",
                "=",
                "<<",
                "2024-01-01",
                "12:30",
                "---",
                "|",
                ">",
                "?",
                "a #b",
                "a,b",
                "+1",
                "-.5",
                "0o7",
                "\u0007"
            })
    void textsThatLookLikeYamlSurvive(String text) {
        ExperimentConfig plain = ConfigLoader.parse(
                "name: a\ndata: { type: builtin, name: mnist-mini }\nmodel: { type: ae, latent: 2 }", "a.yaml");
        DataConfig data = plain.data();
        ExperimentConfig config = new ExperimentConfig(
                plain.name(),
                plain.seed(),
                new DataConfig(
                        data.source(),
                        data.validation(),
                        data.test(),
                        data.limit(),
                        List.of(text),
                        data.scale(),
                        data.binarize(),
                        data.missing()),
                plain.model(),
                plain.training(),
                plain.cluster());
        assertThat(ConfigLoader.parse(ConfigWriter.toYaml(config), "stored.yaml"))
                .isEqualTo(config);
        assertThat(ConfigLoader.parse(ConfigWriter.toJson(config), "stored.json"))
                .isEqualTo(config);
    }

    private static List<String> types(String path, Class<?> sealed) {
        return EnumNames.variants(sealed).keySet().stream()
                .map(word -> path + ".type=" + word)
                .toList();
    }
}
