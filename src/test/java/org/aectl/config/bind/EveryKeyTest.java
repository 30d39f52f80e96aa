package org.aectl.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.aectl.base.InvalidInputException;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.SmallFiles;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.aectl.model.objective.Losses;
import org.aectl.run.Manifest;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.task.train.TrainRequest;
import org.aectl.task.train.TrainTask;
import org.aectl.train.StopRequest;
import org.aectl.train.TrainingDivergedException;
import org.aectl.train.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * No key of the config is accepted and ignored. The table {@code every-key.yaml} has groups of changes to small
 * experiments: {@code base} is one of its bases, to which the keys of {@code with} are set; {@code changes} holds, for
 * each key, the values that are tried in place of the base's. With the base's own value and with each of these the
 * experiment is trained, and {@code shows} says what has to differ between any two of them; with {@code refused}, each
 * value has to be refused with a message that names the key or the value. A new key without a change fails, as does a
 * new word.
 *
 * <p>A key that only some variants of an object have is written with the word of the variant: {@code
 * training.optimizer(adam).beta1}. A change of a {@code type} may be a whole object. {@code OTHERS} stands for every word
 * that the base does not have, {@code FOLDER} for the folder of {@link SmallFiles}.
 */
class EveryKeyTest {
    private static final Path TABLE = Path.of("src/test/resources/every-key.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String REFUSED = "refused";
    private static final String OTHERS = "OTHERS";

    /** What the value of each key is, or its elements, in the table's notation. */
    private static final Map<String, Class<?>> KEYS = new TreeMap<>();

    /** What became of each experiment that was tried, by its overrides. */
    private static final Map<List<String>, Map<String, String>> RESULTS = new HashMap<>();

    @TempDir
    private static Path folder;

    private static JsonNode table;

    /**
     * A line of the table.
     *
     * @param base name of the base
     * @param with overrides of the base
     * @param shows what of the results has to differ
     * @param values of the key, beside the base's
     */
    private record Change(String key, String base, List<String> with, String shows, JsonNode values) {
        @Override
        public String toString() {
            return key + " by " + shows + with;
        }
    }

    @BeforeAll
    static void readTable() throws IOException {
        SmallFiles.write(folder);
        String place = folder.toString().replace('\\', '/');
        table = YAML.readTree(Files.readString(TABLE).replace("FOLDER", place));
        for (Map.Entry<String, JsonNode> base : table.get("bases").properties()) {
            Files.writeString(
                    folder.resolve(base.getKey() + ".json"), base.getValue().toString());
        }
        addKeys(ExperimentConfig.class, "");
        KEYS.keySet().removeIf(EveryKeyTest::isOfClusters);
    }

    /** What these keys do is seen on a cluster, in ClusterIT. */
    private static boolean isOfClusters(String key) {
        return key.matches("cluster(\\..*)?");
    }

    static List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (JsonNode group : table.get("groups")) {
            List<String> with = new ArrayList<>();
            group.path("with").properties().forEach(key -> with.add(key.getKey() + "=" + key.getValue()));
            for (Map.Entry<String, JsonNode> key : group.get("changes").properties()) {
                changes.add(new Change(
                        key.getKey(),
                        group.get("base").asString(),
                        with,
                        group.get("shows").asString(),
                        key.getValue()));
            }
        }
        return changes;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void makesADifferenceOrIsRefused(Change change) throws IOException {
        Map<String, String> base = result(change.base(), change.with());
        assertThat(base).as("the base itself").doesNotContainKey(REFUSED);
        Map<String, String> shown = new HashMap<>();
        if (!change.shows().equals(REFUSED)) {
            shown.put(base.get(change.shows()), "the base");
        }
        List<JsonNode> values = values(change);
        assertThat(values).isNotEmpty();
        for (JsonNode value : values) {
            Map<String, String> result = result(change.base(), overrides(change, value));
            assertThat(result).as("%s with %s", change, value).containsKey(change.shows());
            String difference = result.get(change.shows());
            assertThat(shown.put(difference, value.toString()))
                    .as("has the same %s as %s", change.shows(), value)
                    .isNull();
            if (change.shows().equals(REFUSED)) {
                assertThat(difference).containsAnyOf(withoutVariants(change.key()), "'" + value.asString("") + "'");
            }
        }
    }

    /** Without this, a difference would prove nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"rows", "pictures"})
    void theSameExperimentHasTheSameResult(String base) throws IOException {
        Map<String, String> first = tried(base, List.of("model.type=vae"));

        assertThat(first).doesNotContainKey(REFUSED);
        assertThat(tried(base, List.of("model.type=vae"))).isEqualTo(first);
    }

    @Test
    void everyKeyIsInTheTable() {
        Set<String> changed = new TreeSet<>();
        Set<String> paths = new TreeSet<>();
        for (Change change : changes()) {
            changed.add(change.key());
            paths.add(withoutVariants(change.key()));
        }

        assertThat(changed).isEqualTo(KEYS.keySet());
        Set<String> expected = new TreeSet<>(ConfigKey.paths(ExperimentConfig.class, ""));
        expected.removeIf(EveryKeyTest::isOfClusters);
        assertThat(paths).isEqualTo(expected);
    }

    /** Words that several keys have in common, as activations are, need not be tried with all of these. */
    @Test
    void everyWordIsInTheTable() {
        Map<Class<?>, Set<String>> tried = new HashMap<>();
        Map<Class<?>, Set<String>> all = new HashMap<>();
        for (Change change : changes()) {
            Class<?> type = type(change);
            if (!words(type).isEmpty()) {
                all.put(type, words(type));
                Set<String> words = tried.computeIfAbsent(type, first -> new TreeSet<>());
                words.add(baseWord(change));
                values(change).forEach(value -> words.add(word(value)));
            }
        }
        tried.values().forEach(words -> words.remove(""));

        assertThat(tried).isEqualTo(all);
    }

    private static void addKeys(Class<?> type, String path) {
        if (type.isSealed()) {
            KEYS.put(Node.child(path, ConfigKey.TYPE), type);
            EnumNames.variants(type).forEach((word, variant) -> addKeys(variant, path + "(" + word + ")"));
        } else if (type.isRecord()) {
            for (ConfigKey key : ConfigKey.of(type)) {
                String below = key.isInline() ? path : Node.child(path, key.name());
                if (!key.isInline()) {
                    KEYS.put(below, key.valueType());
                }
                addKeys(key.valueType(), below);
            }
        }
    }

    private static Class<?> type(Change change) {
        return KEYS.getOrDefault(change.key(), Object.class);
    }

    /** The words of a key whose value is one; of a sealed interface, those of its type. */
    private static Set<String> words(Class<?> type) {
        if (type.isEnum()) {
            return new TreeSet<>(EnumNames.constants(type).keySet());
        }
        return type.isSealed() ? new TreeSet<>(EnumNames.variants(type).keySet()) : Set.of();
    }

    private static String withoutVariants(String key) {
        return key.replaceAll("\\([^)]*\\)", "");
    }

    private static List<JsonNode> values(Change change) {
        if (!change.values().asString("").equals(OTHERS)) {
            return List.copyOf(change.values().valueStream().toList());
        }
        Set<String> others = words(type(change));
        assertThat(others.remove(baseWord(change))).isTrue();
        return others.stream().<JsonNode>map(StringNode::valueOf).toList();
    }

    /** The word that a key has in the base, also if it is the default. */
    private static String baseWord(Change change) {
        ExperimentConfig config = ConfigLoader.load(file(change.base()), change.with());
        JsonNode node = YAML.readTree(ConfigWriter.toYaml(config));
        for (String key : withoutVariants(change.key()).split("\\.", -1)) {
            node = (node.isArray() ? node.path(0) : node).path(key);
        }
        return node.asString("");
    }

    private static String word(JsonNode value) {
        return value.path(ConfigKey.TYPE).asString(value.asString(""));
    }

    private static List<String> overrides(Change change, JsonNode value) {
        String path = withoutVariants(change.key());
        if (value.isObject() && path.endsWith("." + ConfigKey.TYPE)) {
            path = path.substring(0, path.length() - ConfigKey.TYPE.length() - 1);
        }
        return Stream.concat(change.with().stream(), Stream.of(path + "=" + value))
                .toList();
    }

    private static Path file(String base) {
        return folder.resolve(base + ".json");
    }

    private static Map<String, String> result(String base, List<String> overrides) throws IOException {
        List<String> experiment = new ArrayList<>(overrides);
        experiment.add(base);
        Map<String, String> known = RESULTS.get(experiment);
        if (known == null) {
            known = tried(base, overrides);
            RESULTS.put(experiment, known);
        }
        return known;
    }

    private static Map<String, String> tried(String base, List<String> overrides) throws IOException {
        Path models = Files.createTempDirectory(folder, "models");
        try {
            ExperimentConfig config = ConfigLoader.load(file(base), overrides);
            Path run = models.resolve(config.name());
            try (TrainTask task = new TrainTask(TrainRequest.anew(config, models, false, List.of("train")))) {
                Set<String> checkpoints = new TreeSet<>();
                Manifest manifest = task.run(List.of(seen(checkpoints, run)), new StopRequest());
                Map<String, String> results = results(RunFolder.at(run), manifest);
                results.put("checkpoints", checkpoints.toString());
                return results;
            } catch (TrainingDivergedException diverged) {
                return Map.of("outcome", RunFolder.at(run).manifest().outcome().word());
            }
        } catch (InvalidInputException refusal) {
            return Map.of(REFUSED, String.valueOf(refusal.getMessage()));
        }
    }

    /** Takes down which checkpoints there are between the steps. */
    private static TrainingListener seen(Set<String> names, Path run) {
        return new TrainingListener() {
            @Override
            public void onBatch(int examples, Losses meanLosses) {
                try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
                    files.forEach(file -> names.add(String.valueOf(file.getFileName())));
                } catch (IOException problem) {
                    throw new UncheckedIOException(problem);
                }
            }
        };
    }

    private static Map<String, String> results(RunFolder run, Manifest manifest) throws IOException {
        Map<String, String> results = new HashMap<>();
        float[] weights = CheckpointFile.read(run.best()).parameters();
        results.put("weights", weights.length + " with the hash " + Arrays.hashCode(weights));
        results.put("metrics", Files.readString(run.metrics()));
        results.put("rows", manifest.rows().toString());
        results.put("outcome", manifest.outcome().word());
        results.put("folder", run.name());
        try (Stream<Path> files = Files.walk(run.path())) {
            results.put(
                    "files",
                    String.valueOf(files.map(run.path()::relativize).sorted().toList()));
        }
        Path picture = run.picture("reconstruction");
        if (Files.exists(picture)) {
            results.put("picture", "pixels with the hash " + Arrays.hashCode(Files.readAllBytes(picture)));
        }
        return results;
    }
}
