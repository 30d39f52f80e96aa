package org.aectl.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.aectl.config.bind.ConfigVariations;
import org.aectl.config.bind.ConfigVariations.Variation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ConfigSchema.toJson());

    static List<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("configs"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @Test
    void theFileForEditorsIsUpToDate() throws IOException {
        assertThat(Files.readString(Path.of("configs/aectl.schema.json")))
                .as("configs/aectl.schema.json is out of date; run: ./aectl config schema > configs/aectl.schema.json")
                .isEqualTo(ConfigSchema.toJson());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void configsOfTheRepositoryAreValidByLoaderAndSchema(Path file) throws IOException {
        assertThat(ConfigLoader.load(file, List.of())).isNotNull();
        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.YAML)).isEmpty();
    }

    @Test
    void whatTheLoaderAcceptsTheSchemaAcceptsToo() {
        for (Variation variation : ConfigVariations.accepted()) {
            assertThat(SCHEMA.validate(variation.json(), InputFormat.JSON)).isEmpty();
            assertThat(SCHEMA.validate(ConfigWriter.toJson(variation.config()), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ type: builtin, name: mnist-mini, path: a }",
                "{ type: swiss-roll, examples: 0 }",
                "{ type: swiss-roll, validation: 1 }",
                "{ type: images, path: a, color: blue }",
                "{ type: images }",
                "{ path: a.csv }",
                "[mnist-mini]"
            })
    void whatTheLoaderRefusesForItsFormTheSchemaRefusesToo(String data) {
        String yaml = "name: a\nmodel: { type: ae, latent: 2 }\ndata: " + data;
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
    }

    @Test
    void whatIsWrittenShortIsValidBySchemaToo() throws IOException {
        String yaml = Files.readString(Path.of("src/test/resources/good-configs/short.yaml"));

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer: adm", "checkpoints: true", "schedule: [1, 2]"})
    void whatIsWrittenTooShortIsNot(String key) {
        String yaml = "model: { type: ae, latent: 2 }\ndata: mnist-mini\ntraining: { " + key + " }";

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$schema", "seed"})
    void keysThatAreNotRequiredMayBeGiven(String key) {
        String value = key.equals("seed") ? "1" : "\"aectl.schema.json\"";
        String json = "{\"" + key + "\": " + value + ", \"data\": {\"type\": \"swiss-roll\"},"
                + " \"model\": {\"type\": \"ae\", \"latent\": 2}}";
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
    }

    @Test
    void aWrongKeyIsOneErrorThatNamesIt() {
        String yaml = "model: { type: ae, latent: 2 }\ndata: { type: csv, path: a.csv, colums: [a] }";

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML))
                .singleElement()
                .asString()
                .contains("colums");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ type: cvs, path: a.csv }", "{ path: a.csv }"})
    void aTypeThatIsWrongOrMissingIsOneError(String data) {
        String yaml = "model: { type: ae, latent: 2 }\ndata: " + data;

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).hasSize(1);
    }

    @Test
    void everyPropertyIsDescribed() {
        List<String> bare = new ArrayList<>();
        collectBare(JsonMapper.shared().readTree(ConfigSchema.toJson()), "", bare);

        assertThat(bare).isEmpty();
    }

    private static void collectBare(JsonNode node, String path, List<String> bare) {
        node.properties().forEach(entry -> {
            boolean isCondition = entry.getKey().equals("if");
            if (entry.getKey().equals("properties")) {
                entry.getValue().properties().stream()
                        .filter(property -> !property.getValue().has("description"))
                        .forEach(property -> bare.add(path + "/" + property.getKey()));
            }
            if (!isCondition) {
                collectBare(entry.getValue(), path + "/" + entry.getKey(), bare);
            }
        });
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            collectBare(element, path, bare);
        }
    }
}
