package org.aectl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aectl.config.DataConfig;
import org.aectl.config.InvalidInputException;
import org.aectl.config.SourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every case of the folder bad-data is refused with one line that says what is wrong. */
class BrokenDataTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad-data");
    private static final String EXPECT = "# expect: ";

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedWithOneLine(Path file) throws IOException {
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()))
                .toList();
        Map<String, Map<String, Object>> config =
                new YAMLMapper().readValue(file.toFile(), new TypeReference<Map<String, Map<String, Object>>>() {});
        Case data = new Case(config.getOrDefault("data", Map.of()));

        InvalidInputException error = catchThrowableOfType(
                InvalidInputException.class,
                () -> Splits.of(Sources.open(data.source(), null, 42), data.dataConfig(), 42));

        assertThat(error).isNotNull();
        assertThat(error.lines()).hasSize(1);
        assertThat(error.lines().get(0)).contains(expected).doesNotContain("\n").hasSizeLessThan(400);
        assertThat(expected).isNotEmpty();
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(80);
    }

    /** The few keys that the cases use. */
    private record Case(Map<String, Object> data) {
        DataConfig dataConfig() {
            return new DataConfig(
                    source(), number("validation", 0.1), test(), null, DataConfig.Scale.UNIT, DataConfig.Binarize.NONE);
        }

        SourceConfig source() {
            return switch (text("type", "")) {
                case "builtin" -> new SourceConfig.Builtin(text("name", ""));
                case "idx" ->
                    new SourceConfig.Idx(
                            path("images"), optional("labels"), optional("testImages"), optional("testLabels"));
                case "npy" ->
                    new SourceConfig.Npy(
                            path("path"), optional("labels"), null, null, word("key"), null, numbers("shape"));
                case "csv" ->
                    new SourceConfig.Csv(
                            path("path"),
                            optional("testPath"),
                            SourceConfig.Csv.Header.AUTO,
                            word("label"),
                            text("delimiter", ","));
                case "images" ->
                    new SourceConfig.Images(
                            path("path"), optional("testPath"), SourceConfig.Images.Color.GREY, numbers("resize"));
                default -> throw new AssertionError(data);
            };
        }

        private @Nullable String word(String key) {
            Object value = data.get(key);
            return value == null ? null : value.toString();
        }

        private String text(String key, String otherwise) {
            return data.getOrDefault(key, otherwise).toString();
        }

        private Path path(String key) {
            return FOLDER.resolve(text(key, ""));
        }

        private @Nullable Path optional(String key) {
            return data.containsKey(key) ? path(key) : null;
        }

        private double number(String key, double otherwise) {
            return Double.parseDouble(text(key, String.valueOf(otherwise)));
        }

        private @Nullable Double test() {
            return data.containsKey("test") ? number("test", 0) : null;
        }

        @SuppressWarnings("unchecked")
        private @Nullable List<Integer> numbers(String key) {
            return (List<Integer>) data.get(key);
        }
    }
}
